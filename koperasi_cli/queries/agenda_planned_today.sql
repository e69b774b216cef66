-- What was planned for :on itself: sessions not held by then, and the next dates of open cases (which
-- have no kind).
SELECT a.cooperative_id, s.planned_on AS since, s.kind, s.id
FROM mentoring_session AS s
JOIN attendance AS a ON a.session_id = s.id
WHERE
    a.withdrawn_at IS NULL
    AND s.withdrawn_at IS NULL
    AND s.planned_on = :on
    AND (s.held_on IS NULL OR s.held_on > :on)
UNION ALL
SELECT r.cooperative_id, r.next_on, NULL, NULL
FROM revitalization AS r
WHERE
    r.withdrawn_at IS NULL
    AND r.opened_on <= :on
    AND (r.closed_on IS NULL OR r.closed_on > :on)
    AND r.next_on = :on
