-- The cooperatives that ODS gave a grade.
SELECT id, ods_grade
FROM cooperative
WHERE withdrawn_at IS NULL AND ods_grade IS NOT NULL
