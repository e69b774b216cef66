-- Steps that are put down to a case of another cooperative.
SELECT 'attendance', a.id, a.cooperative_id, r.id, r.cooperative_id
FROM attendance AS a
JOIN revitalization AS r ON r.id = a.revitalization_id
WHERE a.withdrawn_at IS NULL AND r.cooperative_id <> a.cooperative_id
