-- Cooperatives without any decision on status: no count has them.
SELECT 'cooperative', c.id, c.id
FROM cooperative AS c
WHERE
    c.withdrawn_at IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM status_change AS s WHERE s.cooperative_id = c.id AND s.withdrawn_at IS NULL
    )
