-- Before and after mentoring: of each cooperative that was ever guided by :on, a figure of the book year
-- before the year of its first guidance, against that of the year after it, or the newest since.
WITH
reported AS MATERIALIZED (
    -- slot: reported
),
guided AS (
    SELECT a.cooperative_id, CAST(substr(min(m.held_on), 1, 4) AS INTEGER) AS year
    FROM attendance AS a
    JOIN mentoring_session AS m ON m.id = a.session_id
    WHERE
        a.withdrawn_at IS NULL
        AND m.withdrawn_at IS NULL
        AND m.held_on <= :on
        AND m.kind IN (
            -- slot: guidance
        )
    GROUP BY a.cooperative_id
),
later AS (
    SELECT
        x.cooperative_id,
        x.figure,
        x.value,
        row_number() OVER (
            PARTITION BY x.cooperative_id, x.figure
            ORDER BY x.book_year = g.year + 1 DESC, x.book_year DESC
        ) AS place
    FROM guided AS g
    JOIN reported AS x ON x.cooperative_id = g.cooperative_id AND x.book_year >= g.year
)
SELECT
    -- slot: key
    AS key,
    f.figure,
    count(*) AS mentored,
    count(b.value + l.value) AS both,
    sum(CASE WHEN l.value IS NOT NULL THEN b.value END) AS before,
    sum(CASE WHEN b.value IS NOT NULL THEN l.value END) AS after,
    sum(coalesce(l.value > b.value, FALSE)) AS more,
    sum(coalesce(l.value < b.value, FALSE)) AS less
FROM guided AS g
CROSS JOIN (SELECT DISTINCT figure FROM reported) AS f
JOIN cooperative AS c ON c.id = g.cooperative_id AND c.withdrawn_at IS NULL
LEFT JOIN reported AS b
    ON
        b.cooperative_id = g.cooperative_id
        AND b.figure = f.figure
        AND b.book_year = g.year - 1
LEFT JOIN later AS l
    ON l.cooperative_id = g.cooperative_id AND l.figure = f.figure AND l.place = 1
-- slot: joins
WHERE
    TRUE
    -- slot: filters
GROUP BY key, f.figure
ORDER BY key IS NULL, key
