-- The rows that the operation :operation touched, in the order in which they were written.
SELECT id, operation_id, table_name, row_id, action, before
FROM change
WHERE operation_id = :operation
ORDER BY id
