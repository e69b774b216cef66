-- The cooperatives that nobody went to see from :after to :on, with the last time before (NULL: never).
-- One that came on record later than :after cannot have been forgotten since.
SELECT c.id, seen.last_on AS since
FROM cooperative AS c
LEFT JOIN (
    SELECT a.cooperative_id, max(s.held_on) AS last_on
    FROM mentoring_session AS s
    JOIN attendance AS a ON a.session_id = s.id
    WHERE
        s.withdrawn_at IS NULL
        AND a.withdrawn_at IS NULL
        AND s.held_on <= :on
        AND s.kind IN (
            -- slot: visits
        )
    GROUP BY a.cooperative_id
) AS seen ON seen.cooperative_id = c.id
WHERE
    c.withdrawn_at IS NULL
    AND (seen.last_on IS NULL OR seen.last_on < :after)
    AND (
        SELECT min(h.effective_on)
        FROM status_change AS h
        WHERE h.cooperative_id = c.id AND h.withdrawn_at IS NULL
    ) < :after
