-- The primary cooperatives whose newest count of members by :on, men and women, is below :fewest. The
-- members of a secondary one are cooperatives. A count is known from the day of its RAT; one of a year
-- without a RAT, from the end of the year.
SELECT c.id, NULL AS since, a.members_male + a.members_female AS members, a.book_year
FROM annual_report AS a
JOIN cooperative AS c ON c.id = a.cooperative_id
WHERE
    a.withdrawn_at IS NULL
    AND c.withdrawn_at IS NULL
    AND a.members_male + a.members_female < :fewest
    AND coalesce(c.form, '') NOT LIKE 'secondary%'
    AND a.id = (
        SELECT b.id
        FROM annual_report AS b
        WHERE
            b.cooperative_id = a.cooperative_id
            AND b.withdrawn_at IS NULL
            AND b.members_male + b.members_female IS NOT NULL
            AND (b.rat_held_on <= :on OR (b.rat_held_on IS NULL AND b.book_year < :this_year))
        ORDER BY b.book_year DESC
        LIMIT 1
    )
