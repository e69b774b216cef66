-- Cooperatives whose NIK does not begin with :district, the four digits of the office's own.
SELECT 'cooperative', id, id, nik
FROM cooperative
WHERE withdrawn_at IS NULL AND nik IS NOT NULL AND substr(nik, 1, 4) <> :district
