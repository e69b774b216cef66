-- What the indication and the grade of each cooperative rest on, as it was known at the end of :on.
-- Of RATs, only those for the book years :first to :this_year count: no year to come has had one.
-- A record counts once its RAT was held; one without a RAT says something from the end of its book
-- year on, unless it holds nothing but the plan of a RAT. The newest word on business is a year and
-- the answer in one number: twice the book year, and one more where it was in business.
SELECT
    c.id,
    c.legal_date,
    group_concat(
        CASE WHEN r.rat_held_on <= :on AND r.book_year >= :first THEN r.book_year END
    ) AS held_years,
    group_concat(
        CASE
            WHEN r.rat_held_on BETWEEN :new_year AND :on AND r.book_year >= :first THEN r.book_year
        END
    ) AS held_this_year,
    max(
        CASE
            WHEN r.rat_held_on <= :on OR (r.rat_held_on IS NULL AND r.book_year < :this_year)
                THEN 2 * r.book_year + r.in_business
        END
    ) AS business,
    max(
        r.rat_held_on <= :on
        OR (
            r.rat_held_on IS NULL
            AND r.book_year < :this_year
            AND coalesce(
                r.in_business, r.members_male, r.members_female, r.managers, r.employees,
                r.equity, r.outside_capital, r.assets, r.turnover, r.surplus, r.health, r.kuk
            ) IS NOT NULL
        )
    ) AS on_record
FROM cooperative AS c
LEFT JOIN annual_report AS r
    ON
        r.cooperative_id = c.id
        AND r.withdrawn_at IS NULL
        AND r.book_year <= :this_year
WHERE
    c.withdrawn_at IS NULL
    -- slot: filters
GROUP BY c.id, c.legal_date
