-- The follow-ups that are due by :on and were not done by then, the oldest first.
SELECT a.cooperative_id, a.follow_up_on AS since, s.kind, s.id
FROM attendance AS a
JOIN mentoring_session AS s ON s.id = a.session_id
WHERE
    a.withdrawn_at IS NULL
    AND s.withdrawn_at IS NULL
    AND a.follow_up_on <= :on
    AND (a.followed_up_on IS NULL OR a.followed_up_on > :on)
ORDER BY a.follow_up_on, s.id
