-- What the office can show for a year from its first day (:first) to :on, as far as it is counted by
-- events; the share of active cooperatives is a count of statuses (status.sql).
WITH
standing AS (
    SELECT id FROM cooperative WHERE withdrawn_at IS NULL
),
held AS (
    SELECT a.cooperative_id, a.participants_male, a.participants_female, m.kind
    FROM attendance AS a
    JOIN mentoring_session AS m ON m.id = a.session_id
    WHERE
        a.withdrawn_at IS NULL
        AND m.withdrawn_at IS NULL
        AND m.held_on BETWEEN :first AND :on
        AND a.cooperative_id IN standing
),
-- Each decision beside the one before it.
decided AS (
    SELECT
        cooperative_id,
        status,
        effective_on,
        lag(status) OVER (PARTITION BY cooperative_id ORDER BY effective_on, id) AS before
    FROM status_change
    WHERE withdrawn_at IS NULL AND cooperative_id IN standing
),
-- The newest rating that was known: with the RAT of its book year, or, where its day is not on record,
-- after the book year.
rated AS (
    SELECT
        cooperative_id,
        health,
        row_number() OVER (PARTITION BY cooperative_id ORDER BY book_year DESC) AS place
    FROM annual_report
    WHERE
        withdrawn_at IS NULL
        AND health IS NOT NULL
        AND coalesce(rat_held_on, (book_year + 1) || '-01-01') <= :on
        AND cooperative_id IN standing
)
SELECT
    (
        SELECT count(DISTINCT cooperative_id)
        FROM annual_report
        WHERE
            withdrawn_at IS NULL
            AND rat_held_on BETWEEN :first AND :on
            AND cooperative_id IN standing
    ) AS "rat-held",
    (SELECT count(DISTINCT cooperative_id) FROM held) AS "cooperatives-mentored",
    (
        SELECT
            coalesce(
                sum(coalesce(participants_male, 0) + coalesce(participants_female, 0)), 0
            )
        FROM held
        WHERE kind = :training
    ) AS "people-trained",
    (
        SELECT count(DISTINCT cooperative_id)
        FROM decided
        WHERE status = 'active' AND before = 'inactive' AND effective_on BETWEEN :first AND :on
    ) AS "cooperatives-reactivated",
    (
        SELECT count(*)
        FROM rated
        WHERE
            place = 1
            AND health = :healthy
            AND coalesce((
                SELECT h.status
                FROM status_change AS h
                WHERE
                    h.cooperative_id = rated.cooperative_id
                    AND h.effective_on <= :on
                    AND h.withdrawn_at IS NULL
                ORDER BY h.effective_on DESC, h.id DESC
                LIMIT 1
            ) <> 'dissolved', FALSE)
    ) AS "cooperatives-healthy"
