-- Each cooperative that was not dissolved at the end of :on, with how often the office reached it from
-- :first to :last, and the last day on which it ever did, by :until.
SELECT
    c.id,
    c.name,
    subdistrict.name AS subdistrict,
    c.subdistrict_code,
    s.status,
    officer.name AS officer,
    coalesce(r.sessions, 0) AS sessions,
    r.last_reached_on
FROM cooperative AS c
JOIN status_change AS s
    ON s.id = (
        SELECT h.id
        FROM status_change AS h
        WHERE h.cooperative_id = c.id AND h.effective_on <= :on AND h.withdrawn_at IS NULL
        ORDER BY h.effective_on DESC, h.id DESC
        LIMIT 1
    )
LEFT JOIN (
    SELECT
        a.cooperative_id,
        sum(m.held_on BETWEEN :first AND :last) AS sessions,
        max(m.held_on) AS last_reached_on
    FROM attendance AS a
    JOIN mentoring_session AS m ON m.id = a.session_id
    WHERE a.withdrawn_at IS NULL AND m.withdrawn_at IS NULL AND m.held_on <= :until
    GROUP BY a.cooperative_id
) AS r ON r.cooperative_id = c.id
LEFT JOIN region AS subdistrict ON subdistrict.code = c.subdistrict_code
LEFT JOIN officer ON officer.id = c.officer_id
WHERE
    c.withdrawn_at IS NULL
    AND s.status <> 'dissolved'
    -- slot: filters
ORDER BY r.last_reached_on, c.name, c.id
