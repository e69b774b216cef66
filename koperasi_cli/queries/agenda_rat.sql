-- The cooperatives that existed in :book_year and held no RAT for it by :on; the deadline is :deadline.
-- One whose age is not known is taken to have existed.
SELECT c.id, :deadline AS since, a.rat_planned_on
FROM cooperative AS c
LEFT JOIN annual_report AS a
    ON
        a.cooperative_id = c.id
        AND a.book_year = :book_year
        AND a.withdrawn_at IS NULL
WHERE
    c.withdrawn_at IS NULL
    AND (a.rat_held_on IS NULL OR a.rat_held_on > :on)
    AND (c.legal_date IS NULL OR CAST(substr(c.legal_date, 1, 4) AS INTEGER) <= :book_year)
