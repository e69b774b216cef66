-- How many rows of which table each of the operations in the JSON array :ids touched, in the order in
-- which it came to the tables.
SELECT operation_id, table_name, count(*) AS number
FROM change
WHERE operation_id IN (SELECT value FROM json_each(:ids))
GROUP BY operation_id, table_name
ORDER BY operation_id, min(id)
