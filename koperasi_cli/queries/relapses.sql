-- The cases that had brought their cooperative back by :on, each with the day on which it became
-- inactive again after that, if it did by then.
SELECT
    r.id AS case_id,
    r.cooperative_id AS id,
    c.name,
    r.closed_on AS reactivated_on,
    (
        SELECT min(h.effective_on)
        FROM status_change AS h
        WHERE
            h.cooperative_id = r.cooperative_id
            AND h.withdrawn_at IS NULL
            AND h.status = 'inactive'
            AND h.effective_on > r.closed_on
            AND h.effective_on <= :on
    ) AS inactive_again_on
FROM revitalization AS r
JOIN cooperative AS c ON c.id = r.cooperative_id
WHERE
    r.withdrawn_at IS NULL
    AND c.withdrawn_at IS NULL
    AND r.outcome = 'reactivated'
    AND r.closed_on <= :on
ORDER BY r.closed_on, r.id
