-- Whether a decision on status was recorded or withdrawn at the moment :at.
SELECT 1
FROM status_change
WHERE recorded_at = :at OR withdrawn_at = :at
LIMIT 1
