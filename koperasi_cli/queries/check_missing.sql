-- Cooperatives of which a column is not recorded.
SELECT 'cooperative', c.id, c.id, c.place
FROM cooperative AS c
WHERE
    c.withdrawn_at IS NULL
    -- slot: filters
