-- The steps of cases: the sessions held or planned with the cooperative, the oldest first.
SELECT
    a.revitalization_id,
    a.session_id,
    s.kind,
    s.topic,
    s.planned_on,
    s.held_on,
    a.participants_male,
    a.participants_female,
    a.result,
    a.follow_up_on,
    a.followed_up_on,
    s.mentor,
    o.name AS officer
FROM attendance AS a
JOIN mentoring_session AS s ON s.id = a.session_id
JOIN revitalization AS r ON r.id = a.revitalization_id
LEFT JOIN officer AS o ON o.id = s.officer_id
WHERE
    a.withdrawn_at IS NULL
    AND s.withdrawn_at IS NULL
    AND r.withdrawn_at IS NULL
    -- slot: filters
ORDER BY coalesce(s.held_on, s.planned_on), s.id
