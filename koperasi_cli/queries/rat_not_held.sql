-- The cooperatives that had held no RAT for book year :year by the end of :on, each with its status
-- on that day, the day for which that RAT is planned, and the last RAT that it did hold by then.
-- ``founded_later`` marks those whose legal date lies after the book year: they owe none for it.
SELECT
    c.id AS cooperative_id,
    c.name AS cooperative,
    s.status,
    c.sector,
    c.subdistrict_code,
    r.name AS subdistrict,
    officer.name AS officer,
    c.legal_date,
    coalesce(CAST(substr(c.legal_date, 1, 4) AS INTEGER) > :year, 0) AS founded_later,
    :year AS book_year,
    (
        SELECT a.rat_planned_on
        FROM annual_report AS a
        WHERE a.cooperative_id = c.id AND a.withdrawn_at IS NULL AND a.book_year = :year
    ) AS rat_planned_on,
    last.book_year AS last_book_year,
    last.rat_held_on AS last_rat_held_on
FROM cooperative AS c
JOIN status_change AS s
    ON s.id = (
        SELECT h.id
        FROM status_change AS h
        WHERE h.cooperative_id = c.id AND h.withdrawn_at IS NULL AND h.effective_on <= :on
        ORDER BY h.effective_on DESC, h.id DESC
        LIMIT 1
    )
LEFT JOIN annual_report AS last
    ON last.id = (
        SELECT a.id
        FROM annual_report AS a
        WHERE a.cooperative_id = c.id AND a.withdrawn_at IS NULL AND a.rat_held_on <= :on
        ORDER BY a.book_year DESC
        LIMIT 1
    )
LEFT JOIN region AS r ON r.code = c.subdistrict_code
LEFT JOIN officer ON officer.id = c.officer_id
WHERE
    c.withdrawn_at IS NULL
    AND NOT EXISTS (
        SELECT 1
        FROM annual_report AS a
        WHERE
            a.cooperative_id = c.id
            AND a.withdrawn_at IS NULL
            AND a.book_year = :year
            AND a.rat_held_on <= :on
    )
    -- slot: filters
ORDER BY c.name, c.id
