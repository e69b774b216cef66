-- What :cooperative makes, the newest year first.
SELECT id, name, line, year, capacity, unit, market_reach, certificates
FROM product
WHERE
    cooperative_id = :cooperative
    AND withdrawn_at IS NULL
ORDER BY year DESC, name
