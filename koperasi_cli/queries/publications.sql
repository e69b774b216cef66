-- The figures that were given out, the newest first.
SELECT id, "on", published_at, audience, headline, figures
FROM publication
WHERE
    withdrawn_at IS NULL
    -- slot: filters
ORDER BY published_at DESC, id DESC
