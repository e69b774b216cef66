-- Decisions by which cooperatives are inactive at the end of :on, and that do not say why.
SELECT 'status_change', s.id, s.cooperative_id, s.effective_on
FROM status_change AS s
WHERE
    s.status = 'inactive'
    AND s.reason IS NULL
    AND s.withdrawn_at IS NULL
    AND s.id = (
        SELECT h.id
        FROM status_change AS h
        WHERE
            h.cooperative_id = s.cooperative_id
            AND h.effective_on <= :on
            AND h.withdrawn_at IS NULL
        ORDER BY h.effective_on DESC, h.id DESC
        LIMIT 1
    )
