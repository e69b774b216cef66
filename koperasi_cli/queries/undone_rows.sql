-- What the undo :operation did to the rows of each table: how many it withdrew, let stand again, and
-- gave old values. What it kept only for the history is not counted.
SELECT
    table_name,
    sum(coalesce(json_type(before, '$.withdrawn_at') = 'null', 0)) AS withdrawn,
    sum(coalesce(json_type(before, '$.withdrawn_at') = 'text', 0)) AS restored,
    sum(json_type(before, '$.withdrawn_at') IS NULL) AS changed
FROM change
WHERE operation_id = :operation AND action = 'update'
GROUP BY table_name
ORDER BY min(id)
