-- The cooperatives that stand, by number and name.
SELECT id, name
FROM cooperative
WHERE
    withdrawn_at IS NULL
    -- slot: filters
ORDER BY name, id
