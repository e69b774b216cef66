-- The decisions on the status of :cooperative, in the order of their days; withdrawn ones too, where
-- the caller leaves the filter out.
SELECT id, status, effective_on, reason, decree, recorded_at, withdrawn_at
FROM status_change
WHERE
    cooperative_id = :cooperative
    -- slot: filters
ORDER BY effective_on, id
