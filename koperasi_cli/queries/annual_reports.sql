-- The book years of all cooperatives, each with the sum of its members where both are known.
SELECT
    a.id,
    a.cooperative_id,
    c.name AS cooperative,
    a.book_year,
    a.rat_planned_on,
    a.rat_held_on,
    a.in_business,
    a.members_male + a.members_female AS members,
    a.members_male,
    a.members_female,
    a.managers,
    a.employees,
    a.equity,
    a.outside_capital,
    a.assets,
    a.turnover,
    a.surplus,
    a.health,
    a.kuk
FROM annual_report AS a
JOIN cooperative AS c ON c.id = a.cooperative_id AND c.withdrawn_at IS NULL
WHERE
    a.withdrawn_at IS NULL
    -- slot: filters
ORDER BY a.book_year DESC, c.name, a.id
