-- What tells cooperatives apart, with the keys by which they are found.
SELECT
    c.id,
    c.name,
    c.name_key,
    c.nik,
    c.legal_number,
    c.legal_key,
    c.subdistrict_code,
    c.village_code,
    c.place
FROM cooperative AS c
WHERE c.withdrawn_at IS NULL
ORDER BY c.id
