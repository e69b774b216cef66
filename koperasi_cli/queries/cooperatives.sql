-- Each cooperative with its status at the end of :on (as known at :known), since when, and the names
-- of what it refers to.
SELECT
    c.*,
    s.status,
    s.effective_on AS status_since,
    s.reason AS status_reason,
    subdistrict.name AS subdistrict,
    village.name AS village,
    (
        SELECT group_concat(name, ',')
        FROM (
            SELECT t.name
            FROM tag AS t
            WHERE t.cooperative_id = c.id AND t.withdrawn_at IS NULL
            ORDER BY t.name
        )
    ) AS tags,
    officer.name AS officer
FROM cooperative AS c
-- slot: even_without_status
JOIN status_change AS s
    ON s.id = (
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
LEFT JOIN region AS subdistrict ON subdistrict.code = c.subdistrict_code
LEFT JOIN region AS village ON village.code = c.village_code
LEFT JOIN officer ON officer.id = c.officer_id
WHERE
    (c.withdrawn_at IS NULL OR c.withdrawn_at > :known)
    -- slot: filters
ORDER BY
    -- slot: order
    c.id
