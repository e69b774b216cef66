-- The cooperatives that the filters mean and that are not dissolved at the end of :on, each with its own
-- officer.
SELECT
    c.id,
    c.name,
    s.status,
    subdistrict.name AS subdistrict,
    c.subdistrict_code,
    officer.name AS officer
FROM cooperative AS c
-- slot: even_without_status
JOIN status_change AS s
    ON s.id = (
        SELECT h.id
        FROM status_change AS h
        WHERE h.cooperative_id = c.id AND h.effective_on <= :on AND h.withdrawn_at IS NULL
        ORDER BY h.effective_on DESC, h.id DESC
        LIMIT 1
    )
LEFT JOIN region AS subdistrict ON subdistrict.code = c.subdistrict_code
LEFT JOIN officer ON officer.id = c.officer_id
WHERE
    c.withdrawn_at IS NULL
    AND s.status IS NOT 'dissolved'
    -- slot: filters
