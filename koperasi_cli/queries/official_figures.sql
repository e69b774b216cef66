-- What the official tables say of the cooperatives that were on record at the end of :on: how many there
-- are, by status, and the figures of their book year :year. A RAT counts once it was held (by :until).
-- The status on a day is the latest decision up to it that stands.
SELECT
    -- slot: key
    AS code,
    count(*) AS total,
    sum(c.status = 'active') AS active,
    sum(c.status = 'inactive') AS inactive,
    sum(coalesce(a.rat_held_on <= :until, FALSE)) AS rat,
    sum(coalesce(a.rat_held_on <= :until, FALSE) AND c.status = 'active') AS rat_active,
    sum(coalesce(c.certificate_expires_on >= :on, FALSE)) AS certificates,
    sum(coalesce(a.members_male, 0) + coalesce(a.members_female, 0)) AS members,
    sum(a.managers) AS managers,
    sum(a.employees) AS employees,
    sum(a.equity) AS equity,
    sum(a.outside_capital) AS outside_capital,
    sum(a.assets) AS assets,
    sum(a.turnover) AS turnover,
    sum(a.surplus) AS surplus,
    sum(a.members_male IS NOT NULL OR a.members_female IS NOT NULL) AS with_members,
    sum(
        coalesce(a.equity, a.outside_capital, a.assets, a.turnover, a.surplus) IS NOT NULL
    ) AS with_money
FROM (
    SELECT
        c.*,
        (
            SELECT h.status
            FROM status_change AS h
            WHERE h.cooperative_id = c.id AND h.effective_on <= :on AND h.withdrawn_at IS NULL
            ORDER BY h.effective_on DESC, h.id DESC
            LIMIT 1
        ) AS status
    FROM cooperative AS c
    WHERE c.withdrawn_at IS NULL
) AS c
LEFT JOIN annual_report AS a
    ON a.cooperative_id = c.id AND a.book_year = :year AND a.withdrawn_at IS NULL
WHERE
    c.status IN ('active', 'inactive')
    -- slot: filters
GROUP BY code
