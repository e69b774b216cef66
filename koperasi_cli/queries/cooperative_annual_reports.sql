-- The book years of :cooperative, the newest first.
SELECT
    id,
    book_year,
    rat_planned_on,
    rat_held_on,
    in_business,
    members_male,
    members_female,
    managers,
    employees,
    equity,
    outside_capital,
    assets,
    turnover,
    surplus,
    health,
    kuk
FROM annual_report
WHERE
    cooperative_id = :cooperative
    AND withdrawn_at IS NULL
ORDER BY book_year DESC
