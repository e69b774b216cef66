-- How often each command wrote.
SELECT command, count(*) AS number
FROM operation
GROUP BY command
ORDER BY number DESC, max(id) DESC
