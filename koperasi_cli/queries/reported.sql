-- What cooperatives reported for their book years, a figure a row. Each that reported anything has the
-- figure ``cooperatives``, of one.
SELECT cooperative_id, book_year, figure, value
FROM (
    SELECT
        a.cooperative_id,
        a.book_year,
        f.figure,
        CASE f.figure
            WHEN 'members' THEN coalesce(
                a.members_male + a.members_female, a.members_male, a.members_female
            )
            WHEN 'employees' THEN a.employees
            WHEN 'assets' THEN a.assets
            WHEN 'turnover' THEN a.turnover
            WHEN 'surplus' THEN a.surplus
            ELSE coalesce(
                a.members_male, a.members_female, a.employees, a.assets, a.turnover, a.surplus
            ) IS NOT NULL OR NULL
        END AS value
    FROM annual_report AS a
    CROSS JOIN (
        SELECT 'cooperatives' AS figure
        UNION ALL SELECT 'members'
        UNION ALL SELECT 'employees'
        UNION ALL SELECT 'assets'
        UNION ALL SELECT 'turnover'
        UNION ALL SELECT 'surplus'
    ) AS f
    WHERE a.withdrawn_at IS NULL
)
WHERE value IS NOT NULL
