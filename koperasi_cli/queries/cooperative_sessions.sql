-- The sessions that :cooperative was in or is planned for, the newest first, and what came of each.
SELECT
    s.id,
    coalesce(s.held_on, s.planned_on) AS "on",
    s.held_on IS NULL AS planned,
    s.planned_on,
    s.held_on,
    s.kind,
    s.topic,
    s.place,
    s.mentor,
    s.officer_id,
    officer.name AS officer,
    s.hours,
    s.funding,
    a.participants_male,
    a.participants_female,
    a.result,
    a.follow_up_on,
    a.followed_up_on,
    a.revitalization_id
FROM attendance AS a
JOIN mentoring_session AS s ON s.id = a.session_id
LEFT JOIN officer ON officer.id = s.officer_id
WHERE
    a.cooperative_id = :cooperative
    AND a.withdrawn_at IS NULL
    AND s.withdrawn_at IS NULL
ORDER BY coalesce(s.held_on, s.planned_on) DESC, s.id DESC
