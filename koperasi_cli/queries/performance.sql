-- What was reported for the book years from :first to :last, by group; and beside it the same of those
-- alone that reported the figure for the year before as well: how many they are, before, and after.
WITH reported AS MATERIALIZED (
    -- slot: reported
)
SELECT
    -- slot: key
    AS key,
    x.book_year,
    x.figure,
    sum(x.value) AS value,
    count(*) AS reporting,
    count(b.value) AS both,
    sum(b.value) AS before,
    sum(CASE WHEN b.value IS NOT NULL THEN x.value END) AS after
FROM reported AS x
JOIN cooperative AS c ON c.id = x.cooperative_id AND c.withdrawn_at IS NULL
LEFT JOIN reported AS b
    ON
        b.cooperative_id = x.cooperative_id
        AND b.book_year = x.book_year - 1
        AND b.figure = x.figure
-- slot: joins
WHERE
    x.book_year BETWEEN :first AND :last
    -- slot: filters
GROUP BY key, x.book_year, x.figure
ORDER BY key IS NULL, key, x.book_year
