-- The rows that the operation :operation touched, in the order in which they were written.
SELECT ch.id, ch.operation_id, ch.table_name, ch.row_id, ch.action, ch.before
FROM change AS ch
WHERE
    ch.operation_id = :operation
    -- slot: filters
ORDER BY ch.id
-- slot: limit
