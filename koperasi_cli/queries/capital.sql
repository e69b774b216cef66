-- The applications for capital that were requested from :first to :last, and those without a day of
-- request, each as it stood at the end of :until: a step that came later is not known, one without a day
-- is.
SELECT
    f.id,
    f.lender,
    f.scheme,
    CAST(substr(f.requested_on, 1, 4) AS INTEGER) AS year,
    r.name AS subdistrict,
    f.requested_on,
    f.requested_amount,
    (f.approved_on IS NOT NULL OR f.approved_amount IS NOT NULL)
    AND coalesce(f.approved_on, '') <= :until AS approved,
    f.approved_amount,
    (f.disbursed_on IS NOT NULL OR f.disbursed_amount IS NOT NULL)
    AND coalesce(f.disbursed_on, '') <= :until AS disbursed,
    f.disbursed_amount,
    f.disbursed_on,
    f.rejected_on IS NOT NULL AND f.rejected_on <= :until AS rejected
FROM financing AS f
JOIN cooperative AS c ON c.id = f.cooperative_id
LEFT JOIN region AS r ON r.code = c.subdistrict_code
WHERE
    f.withdrawn_at IS NULL
    AND c.withdrawn_at IS NULL
    AND (f.requested_on BETWEEN :first AND :last OR f.requested_on IS NULL)
    -- slot: filters
ORDER BY f.requested_on, f.id
