-- The sessions planned for a day before :on and not held by then, the oldest first.
SELECT a.cooperative_id, s.planned_on AS since, s.kind, s.id
FROM mentoring_session AS s
JOIN attendance AS a ON a.session_id = s.id
WHERE
    a.withdrawn_at IS NULL
    AND s.withdrawn_at IS NULL
    AND s.planned_on < :on
    AND (s.held_on IS NULL OR s.held_on > :on)
ORDER BY s.planned_on, s.id
