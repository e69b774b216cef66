-- The operations of the journal, the newest first, each with the one that undid it.
SELECT
    o.id,
    o.at,
    o.actor,
    o.command,
    o.version,
    o.undoes,
    (SELECT max(u.id) FROM operation AS u WHERE u.undoes = o.id) AS undone_by
FROM operation AS o
WHERE
    1 = 1
    -- slot: filters
ORDER BY o.id DESC
LIMIT :limit
