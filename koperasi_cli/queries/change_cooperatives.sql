-- Which cooperative each change is about: the row that it touched is its own, belongs to it, or is a
-- session that it alone attends. Those that are about none, or about several, are left out.
SELECT about.id, c.id AS cooperative_id, c.name AS cooperative
FROM (
    SELECT
        ch.id,
        CASE ch.table_name
            WHEN 'cooperative' THEN ch.row_id
            WHEN 'tag' THEN (SELECT cooperative_id FROM tag WHERE id = ch.row_id)
            WHEN 'status_change' THEN (
                SELECT cooperative_id FROM status_change WHERE id = ch.row_id
            )
            WHEN 'annual_report' THEN (
                SELECT cooperative_id FROM annual_report WHERE id = ch.row_id
            )
            WHEN 'product' THEN (SELECT cooperative_id FROM product WHERE id = ch.row_id)
            WHEN 'attendance' THEN (SELECT cooperative_id FROM attendance WHERE id = ch.row_id)
            WHEN 'mentoring_session' THEN (
                SELECT
                    CASE
                        WHEN min(cooperative_id) = max(cooperative_id) THEN min(cooperative_id)
                    END
                FROM attendance
                WHERE session_id = ch.row_id
            )
            WHEN 'revitalization' THEN (
                SELECT cooperative_id FROM revitalization WHERE id = ch.row_id
            )
            WHEN 'revitalization_cause' THEN (
                SELECT r.cooperative_id
                FROM revitalization_cause AS f
                JOIN revitalization AS r ON r.id = f.revitalization_id
                WHERE f.id = ch.row_id
            )
            WHEN 'financing' THEN (SELECT cooperative_id FROM financing WHERE id = ch.row_id)
        END AS cooperative_id
    FROM change AS ch
    WHERE
        1 = 1
        -- slot: filters
) AS about
JOIN cooperative AS c ON c.id = about.cooperative_id
