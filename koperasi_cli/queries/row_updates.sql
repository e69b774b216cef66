-- Every update of the rows of :table whose numbers are in the JSON array :ids, the oldest first.
SELECT id, row_id, before
FROM change
WHERE
    table_name = :table
    AND row_id IN (SELECT value FROM json_each(:ids))
    AND action = 'update'
ORDER BY id
