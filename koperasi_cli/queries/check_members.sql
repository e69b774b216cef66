-- Book years with only men or only women on record; and sessions that more people of a cooperative took part
-- in than it had members by the newest book year not after them.
SELECT 'annual_report', id, cooperative_id, book_year, members_male, members_female, NULL
FROM annual_report
WHERE withdrawn_at IS NULL AND (members_male IS NULL) <> (members_female IS NULL)
UNION ALL
SELECT
    'attendance', a.id, a.cooperative_id, r.book_year, r.members_male, r.members_female,
    coalesce(a.participants_male, 0) + coalesce(a.participants_female, 0)
FROM attendance AS a
JOIN mentoring_session AS s ON s.id = a.session_id
JOIN annual_report AS r
    ON r.id = (
        SELECT b.id
        FROM annual_report AS b
        WHERE
            b.cooperative_id = a.cooperative_id
            AND b.book_year <= CAST(substr(s.held_on, 1, 4) AS INTEGER)
            AND b.members_male IS NOT NULL
            AND b.members_female IS NOT NULL
            AND b.withdrawn_at IS NULL
        ORDER BY b.book_year DESC
        LIMIT 1
    )
WHERE
    a.withdrawn_at IS NULL
    AND coalesce(a.participants_male, 0) + coalesce(a.participants_female, 0)
    > r.members_male + r.members_female
