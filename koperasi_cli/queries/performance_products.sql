-- The products on record for the years from :first to :last, by group and unit; and of those that have an
-- earlier record in the same unit, capacity and market reach beside the newest such record.
WITH
reach AS (
    SELECT 'local' AS market_reach, 1 AS width
    UNION ALL SELECT 'provincial', 2
    UNION ALL SELECT 'interprovincial', 3
    UNION ALL SELECT 'export', 4
),
made AS (
    SELECT p.*, w.width
    FROM product AS p
    LEFT JOIN reach AS w ON w.market_reach = p.market_reach
    WHERE p.withdrawn_at IS NULL
)
SELECT
    -- slot: key
    AS key,
    p.year,
    p.unit,
    count(*) AS products,
    sum(p.width IS 1) AS local,
    sum(p.width IS 2) AS provincial,
    sum(p.width IS 3) AS interprovincial,
    sum(p.width IS 4) AS export,
    sum(p.width IS NULL) AS unknown,
    sum(b.capacity IS NOT NULL AND p.capacity IS NOT NULL) AS both,
    sum(CASE WHEN p.capacity IS NOT NULL THEN b.capacity END) AS before,
    sum(CASE WHEN b.capacity IS NOT NULL THEN p.capacity END) AS after,
    sum(coalesce(p.capacity > b.capacity, FALSE)) AS more,
    sum(coalesce(p.capacity < b.capacity, FALSE)) AS less,
    sum(b.width IS NOT NULL AND p.width IS NOT NULL) AS reach_both,
    sum(coalesce(p.width > b.width, FALSE)) AS wider,
    sum(coalesce(p.width < b.width, FALSE)) AS narrower
FROM made AS p
JOIN cooperative AS c ON c.id = p.cooperative_id AND c.withdrawn_at IS NULL
LEFT JOIN made AS b
    ON b.id = (
        SELECT e.id
        FROM product AS e
        WHERE
            e.cooperative_id = p.cooperative_id
            AND e.name = p.name
            AND e.unit IS p.unit
            AND e.year < p.year
            AND e.withdrawn_at IS NULL
        ORDER BY e.year DESC
        LIMIT 1
    )
-- slot: joins
WHERE
    p.year BETWEEN :first AND :last
    -- slot: filters
GROUP BY key, p.year, p.unit
ORDER BY key IS NULL, key, p.year, p.unit IS NULL, p.unit
