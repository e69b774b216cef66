-- What was ever changed about :cooperative, in the order in which it was written: its own row, and
-- every row that is about it.
SELECT ch.id, ch.operation_id, ch.table_name, ch.row_id, ch.action, ch.before
FROM (
    SELECT 'cooperative' AS table_name, :cooperative AS row_id
    UNION
    SELECT 'tag', id FROM tag WHERE cooperative_id = :cooperative
    UNION
    SELECT 'status_change', id FROM status_change WHERE cooperative_id = :cooperative
    UNION
    SELECT 'annual_report', id FROM annual_report WHERE cooperative_id = :cooperative
    UNION
    SELECT 'product', id FROM product WHERE cooperative_id = :cooperative
    UNION
    SELECT 'attendance', id FROM attendance WHERE cooperative_id = :cooperative
    UNION
    SELECT 'mentoring_session', session_id FROM attendance WHERE cooperative_id = :cooperative
    UNION
    SELECT 'revitalization', id FROM revitalization WHERE cooperative_id = :cooperative
    UNION
    SELECT 'revitalization_cause', f.id
    FROM revitalization_cause AS f
    JOIN revitalization AS r ON r.id = f.revitalization_id
    WHERE r.cooperative_id = :cooperative
    UNION
    SELECT 'financing', id FROM financing WHERE cooperative_id = :cooperative
) AS about
JOIN change AS ch ON ch.table_name = about.table_name AND ch.row_id = about.row_id
WHERE
    1 = 1
    -- slot: filters
ORDER BY ch.id
