-- The regions of a level, each with the name of the one that it lies in.
SELECT r.code, r.name, r.kind, r.parent_code, p.name AS parent, r.bps_code, r.aliases
FROM region AS r
LEFT JOIN region AS p ON p.code = r.parent_code
WHERE r.level = :level AND r.withdrawn_at IS NULL
ORDER BY r.code
