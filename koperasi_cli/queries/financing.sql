-- The applications for capital made by the end of :on, and how far each had come by then. A step
-- without a day (from an old list) counts as taken.
SELECT
    f.*,
    CASE f.state
        WHEN 'rejected' THEN f.rejected_on
        WHEN 'disbursed' THEN f.disbursed_on
        WHEN 'approved' THEN f.approved_on
        ELSE f.requested_on
    END AS state_on
FROM (
    SELECT
        f.id,
        f.cooperative_id,
        c.name AS cooperative,
        f.lender,
        f.scheme,
        CASE
            WHEN f.rejected_on <= :on THEN 'rejected'
            WHEN f.disbursed_on <= :on THEN 'disbursed'
            WHEN f.disbursed_on IS NULL AND f.disbursed_amount IS NOT NULL THEN 'disbursed'
            WHEN f.approved_on <= :on THEN 'approved'
            WHEN f.approved_on IS NULL AND f.approved_amount IS NOT NULL THEN 'approved'
            ELSE 'requested'
        END AS state,
        f.requested_amount,
        f.requested_on,
        f.approved_amount,
        f.approved_on,
        f.disbursed_amount,
        f.disbursed_on,
        f.rejected_on,
        f.note
    FROM financing AS f
    JOIN cooperative AS c ON c.id = f.cooperative_id AND c.withdrawn_at IS NULL
    WHERE
        f.withdrawn_at IS NULL
        AND (f.requested_on <= :on OR f.requested_on IS NULL)
        -- slot: filters
) AS f
ORDER BY f.requested_on DESC, f.id DESC
