-- The operations of the journal, the newest first.
SELECT
    o.id,
    o.at,
    o.actor,
    o.command,
    o.version,
    o.undoes
FROM operation AS o
WHERE
    1 = 1
    -- slot: filters
ORDER BY o.id DESC
LIMIT :limit
