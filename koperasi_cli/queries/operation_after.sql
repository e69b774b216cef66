-- The first operation after the number :operation.
SELECT id, command
FROM operation
WHERE id > :operation
ORDER BY id
LIMIT 1
