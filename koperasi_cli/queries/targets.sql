-- What the office promised, by year, indicator and quarter; the target of the whole year comes last.
SELECT id, year, quarter, indicator, value
FROM target
WHERE
    withdrawn_at IS NULL
    -- slot: filters
ORDER BY year DESC, indicator, quarter IS NULL, quarter
