-- The cooperatives whose certificate expires from :first to :last.
SELECT c.id, c.certificate_expires_on AS since
FROM cooperative AS c
WHERE c.withdrawn_at IS NULL AND c.certificate_expires_on BETWEEN :first AND :last
