-- How many rows of which table each of the operations from :first to :last touched.
SELECT operation_id, table_name, count(*) AS number
FROM change
WHERE operation_id BETWEEN :first AND :last
GROUP BY operation_id, table_name
ORDER BY operation_id, min(id)
