-- What cooperatives make, a row for each product and year.
SELECT
    p.id,
    p.cooperative_id,
    c.name AS cooperative,
    p.name,
    p.line,
    p.year,
    p.capacity,
    p.unit,
    p.market_reach,
    p.certificates
FROM product AS p
JOIN cooperative AS c ON c.id = p.cooperative_id AND c.withdrawn_at IS NULL
WHERE
    p.withdrawn_at IS NULL
    -- slot: filters
ORDER BY c.name, p.cooperative_id, p.name COLLATE NOCASE, p.year DESC, p.id
