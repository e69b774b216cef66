-- The cooperatives whose status at the end of :on is another one than at the end of :on_before, each day
-- as it was known at its moment (:known, :known_before); with the decision that holds in the end. NULL is
-- no cooperative yet, or none any more. Each status is that of status.sql.
SELECT
    c.id,
    c.name,
    c.sector,
    r.name AS subdistrict,
    old.status AS before,
    new.status AS after,
    new.effective_on,
    new.reason,
    new.decree,
    new.recorded_at,
    old.withdrawn_at
FROM (
    SELECT
        c.*,
        CASE
            WHEN c.withdrawn_at IS NULL OR c.withdrawn_at > :known_before
                THEN (
                    SELECT h.id
                    FROM status_change AS h
                    WHERE
                        h.cooperative_id = c.id
                        AND h.effective_on <= :on_before
                        AND h.recorded_at <= :known_before
                        AND (h.withdrawn_at IS NULL OR h.withdrawn_at > :known_before)
                    ORDER BY h.effective_on DESC, h.id DESC
                    LIMIT 1
                )
        END AS old_id,
        CASE
            WHEN c.withdrawn_at IS NULL OR c.withdrawn_at > :known
                THEN (
                    SELECT h.id
                    FROM status_change AS h
                    WHERE
                        h.cooperative_id = c.id
                        AND h.effective_on <= :on
                        AND h.recorded_at <= :known
                        AND (h.withdrawn_at IS NULL OR h.withdrawn_at > :known)
                    ORDER BY h.effective_on DESC, h.id DESC
                    LIMIT 1
                )
        END AS new_id
    FROM cooperative AS c
) AS c
LEFT JOIN status_change AS old ON old.id = c.old_id
LEFT JOIN status_change AS new ON new.id = c.new_id
LEFT JOIN region AS r ON r.code = c.subdistrict_code
WHERE
    old.status IS NOT new.status
    -- slot: filters
ORDER BY new.effective_on, c.name, c.id
