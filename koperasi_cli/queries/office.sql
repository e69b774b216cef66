-- Whose registry this is: one row, or none before set-up.
SELECT name, head, city, region_code, time_zone, thresholds, invented, fixed_today
FROM office
WHERE withdrawn_at IS NULL
