-- The root causes found in cases, in the order in which they were found.
SELECT f.revitalization_id, f.cause, f.found_on, f.note
FROM revitalization_cause AS f
JOIN revitalization AS r ON r.id = f.revitalization_id
WHERE
    f.withdrawn_at IS NULL
    AND r.withdrawn_at IS NULL
    -- slot: filters
ORDER BY f.found_on, f.id
