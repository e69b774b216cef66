-- The cases open at the end of :on whose last step, or else their opening, lies before :before.
SELECT r.cooperative_id, coalesce(step.last_on, r.opened_on) AS since
FROM revitalization AS r
LEFT JOIN (
    SELECT a.revitalization_id, max(s.held_on) AS last_on
    FROM attendance AS a
    JOIN mentoring_session AS s ON s.id = a.session_id
    WHERE
        a.revitalization_id IS NOT NULL
        AND a.withdrawn_at IS NULL
        AND s.withdrawn_at IS NULL
        AND s.held_on <= :on
    GROUP BY a.revitalization_id
) AS step ON step.revitalization_id = r.id
WHERE
    r.withdrawn_at IS NULL
    AND r.opened_on <= :on
    AND (r.closed_on IS NULL OR r.closed_on > :on)
    AND coalesce(step.last_on, r.opened_on) < :before
