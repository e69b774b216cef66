-- What lies ahead, from :first to :last, and is not done by :on: a row for each cooperative that it is
-- about.
SELECT 'next-date' AS event, r.id, r.cooperative_id, r.next_on AS "on", NULL AS kind, NULL AS text
FROM revitalization AS r
WHERE
    r.withdrawn_at IS NULL
    AND r.opened_on <= :on
    AND (r.closed_on IS NULL OR r.closed_on > :on)
    AND r.next_on BETWEEN :first AND :last
UNION ALL
SELECT 'follow-up', a.id, a.cooperative_id, a.follow_up_on, s.kind, s.topic
FROM attendance AS a
JOIN mentoring_session AS s ON s.id = a.session_id
WHERE
    a.withdrawn_at IS NULL
    AND s.withdrawn_at IS NULL
    AND a.follow_up_on BETWEEN :first AND :last
    AND (a.followed_up_on IS NULL OR a.followed_up_on > :on)
UNION ALL
SELECT 'session', s.id, a.cooperative_id, s.planned_on, s.kind, s.topic
FROM attendance AS a
JOIN mentoring_session AS s ON s.id = a.session_id
WHERE
    a.withdrawn_at IS NULL
    AND s.withdrawn_at IS NULL
    AND s.planned_on BETWEEN :first AND :last
    AND (s.held_on IS NULL OR s.held_on > :on)
UNION ALL
SELECT 'rat', b.id, b.cooperative_id, b.rat_planned_on, NULL, b.book_year
FROM annual_report AS b
WHERE
    b.withdrawn_at IS NULL
    AND b.rat_planned_on BETWEEN :first AND :last
    AND (b.rat_held_on IS NULL OR b.rat_held_on > :on)
UNION ALL
SELECT 'certificate', c.id, c.id, c.certificate_expires_on, NULL, NULL
FROM cooperative AS c
WHERE c.withdrawn_at IS NULL AND c.certificate_expires_on BETWEEN :first AND :last
ORDER BY 4, 1, 2, 3
