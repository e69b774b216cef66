-- The decisions on status up to the end of :on, as they were known at the moment :known, cooperative by
-- cooperative, each one's in the order in which they take effect: of one day the last is the one that
-- holds, as in status.sql.
SELECT
    c.id,
    c.name,
    h.effective_on,
    h.status,
    h.reason,
    h.decree
FROM cooperative AS c
JOIN status_change AS h ON h.cooperative_id = c.id
WHERE
    (c.withdrawn_at IS NULL OR c.withdrawn_at > :known)
    AND h.effective_on <= :on
    AND h.recorded_at <= :known
    AND (h.withdrawn_at IS NULL OR h.withdrawn_at > :known)
    -- slot: filters
ORDER BY c.id, h.effective_on, h.id
