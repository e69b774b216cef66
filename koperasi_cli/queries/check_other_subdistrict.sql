-- Cooperatives whose village is not one of their subdistrict; or whose subdistrict is not recorded, though
-- their village is.
SELECT 'cooperative', c.id, c.id, village.name, subdistrict.name, village.parent_code
FROM cooperative AS c
JOIN region AS village ON village.code = c.village_code AND village.level = 'village'
LEFT JOIN region AS subdistrict ON subdistrict.code = c.subdistrict_code
WHERE
    c.withdrawn_at IS NULL
    AND village.parent_code IS NOT NULL
    AND village.parent_code IS NOT c.subdistrict_code
