-- The sessions of the office, held or planned, the newest first.
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
    s.funding
FROM mentoring_session AS s
LEFT JOIN officer ON officer.id = s.officer_id
WHERE
    s.withdrawn_at IS NULL
    -- slot: filters
ORDER BY coalesce(s.held_on, s.planned_on) DESC, s.id DESC
