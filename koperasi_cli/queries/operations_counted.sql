-- How many operations of the journal there are.
SELECT count(*) AS number
FROM operation AS o
WHERE
    1 = 1
    -- slot: filters
