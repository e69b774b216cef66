-- The rows of a table as they are now, those that no longer stand too, by a JSON array of numbers.
SELECT *
FROM
    -- slot: table
WHERE id IN (SELECT value FROM json_each(:ids))
