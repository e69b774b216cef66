-- In whose care each subdistrict is; where several officers share one, their names together.
SELECT a.subdistrict_code, group_concat(o.name, ', ') AS officer
FROM officer_subdistrict AS a
JOIN officer AS o ON o.id = a.officer_id
WHERE a.withdrawn_at IS NULL AND o.withdrawn_at IS NULL
GROUP BY a.subdistrict_code
