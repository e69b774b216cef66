-- Decisions on status that stand and contradict the one before: the same again, after a dissolution, or
-- of the same day.
WITH decided AS (
    SELECT
        id,
        cooperative_id,
        status,
        effective_on,
        lag(status) OVER earlier AS status_before,
        lag(effective_on) OVER earlier AS day_before
    FROM status_change
    WHERE withdrawn_at IS NULL
    WINDOW earlier AS (PARTITION BY cooperative_id ORDER BY effective_on, id)
)
SELECT 'status_change', id, cooperative_id, status, effective_on, status_before, day_before
FROM decided
WHERE status = status_before OR status_before = 'dissolved' OR effective_on = day_before
