-- The numbers of the cooperatives that the filters mean, by their status at the end of :on.
SELECT c.id
FROM cooperative AS c
-- slot: even_without_status
JOIN status_change AS s
    ON s.id = (
        SELECT h.id
        FROM status_change AS h
        WHERE h.cooperative_id = c.id AND h.effective_on <= :on AND h.withdrawn_at IS NULL
        ORDER BY h.effective_on DESC, h.id DESC
        LIMIT 1
    )
WHERE
    c.withdrawn_at IS NULL
    -- slot: filters
