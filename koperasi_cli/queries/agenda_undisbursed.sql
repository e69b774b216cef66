-- The applications for capital approved before :before, and neither disbursed nor rejected by :on, the
-- oldest first.
SELECT
    f.cooperative_id,
    f.approved_on AS since,
    f.lender,
    coalesce(f.approved_amount, f.requested_amount) AS amount,
    f.id
FROM financing AS f
WHERE
    f.withdrawn_at IS NULL
    AND f.approved_on < :before
    AND (f.disbursed_on IS NULL OR f.disbursed_on > :on)
    AND (f.rejected_on IS NULL OR f.rejected_on > :on)
ORDER BY f.approved_on, f.id
