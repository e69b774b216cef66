-- The officers, each with the subdistricts in his or her care.
SELECT
    o.id,
    o.name,
    o.role,
    (
        SELECT group_concat(name, ', ')
        FROM (
            SELECT r.name
            FROM officer_subdistrict AS a
            JOIN region AS r ON r.code = a.subdistrict_code
            WHERE a.officer_id = o.id AND a.withdrawn_at IS NULL
            ORDER BY r.code
        )
    ) AS subdistricts
FROM officer AS o
WHERE o.withdrawn_at IS NULL
ORDER BY o.name
