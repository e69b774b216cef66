-- Who changed anything, those who did most often first.
SELECT actor, count(*) AS number
FROM operation
GROUP BY actor
ORDER BY number DESC, actor
