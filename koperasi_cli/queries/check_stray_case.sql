-- Open cases of cooperatives whose last decision is not that they are inactive.
SELECT 'revitalization', r.id, r.cooperative_id, r.opened_on
FROM revitalization AS r
WHERE
    r.withdrawn_at IS NULL
    AND r.closed_on IS NULL
    AND (
        SELECT s.status
        FROM status_change AS s
        WHERE s.cooperative_id = r.cooperative_id AND s.withdrawn_at IS NULL
        ORDER BY s.effective_on DESC, s.id DESC
        LIMIT 1
    ) IS NOT 'inactive'
