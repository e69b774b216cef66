-- The applications for capital of :cooperative, the newest first.
SELECT
    id,
    lender,
    scheme,
    requested_amount,
    requested_on,
    approved_amount,
    approved_on,
    disbursed_amount,
    disbursed_on,
    rejected_on,
    note
FROM financing
WHERE
    cooperative_id = :cooperative
    AND withdrawn_at IS NULL
ORDER BY requested_on DESC, id DESC
