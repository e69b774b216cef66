-- The cooperatives that are inactive at the end of :on, since when, and have no open case then. One whose
-- dissolution was proposed since waits for the ministry: only it dissolves.
SELECT c.id, s.effective_on AS since
FROM cooperative AS c
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
    AND s.status = 'inactive'
    AND NOT EXISTS (
        SELECT 1
        FROM revitalization AS r
        WHERE
            r.cooperative_id = c.id
            AND r.withdrawn_at IS NULL
            AND r.opened_on <= :on
            AND (
                r.closed_on IS NULL
                OR r.closed_on > :on
                OR (r.outcome = 'dissolution-proposed' AND r.closed_on >= s.effective_on)
            )
    )
