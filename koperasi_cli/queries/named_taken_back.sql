-- The cooperatives whose registration was taken back, by number and name.
SELECT id, name
FROM cooperative
WHERE
    withdrawn_at IS NOT NULL
    -- slot: filters
ORDER BY name, id
