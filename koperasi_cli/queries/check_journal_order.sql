-- Operations whose moment lies before that of the one before them.
SELECT 'operation', id, NULL, 'order', at, at_before
FROM (SELECT id, at, lag(at) OVER (ORDER BY id) AS at_before FROM operation)
WHERE at < at_before
