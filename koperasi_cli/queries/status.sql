-- How many cooperatives had which status at the end of :on, as it was known at the moment :known.
-- The status on a day is the latest decision up to it that stood then; the inner SELECT is answered
-- from the index ix_status_change_history alone. No status (NULL) is no cooperative yet on that day:
-- the caller leaves it out, since a filter here would have SQLite look for each status twice.
SELECT
    -- slot: keys
    status,
    count(*) AS number
FROM (
    SELECT
        c.*,
        (
            SELECT h.status
            FROM status_change AS h
            WHERE
                h.cooperative_id = c.id
                AND h.effective_on <= :on
                AND h.recorded_at <= :known
                AND (h.withdrawn_at IS NULL OR h.withdrawn_at > :known)
            ORDER BY h.effective_on DESC, h.id DESC
            LIMIT 1
        ) AS status
    FROM cooperative AS c
    WHERE c.withdrawn_at IS NULL OR c.withdrawn_at > :known
) AS c
-- slot: joins
WHERE
    TRUE
    -- slot: filters
GROUP BY
    -- slot: groups
    status
