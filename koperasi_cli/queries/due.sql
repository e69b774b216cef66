-- How much is due on :on; a case is stale when its last step, or its opening, lies before :stale.
SELECT
    (
        SELECT count(*)
        FROM cooperative AS c
        WHERE
            c.withdrawn_at IS NULL
            AND NOT EXISTS (
                SELECT 1
                FROM revitalization AS r
                WHERE
                    r.cooperative_id = c.id
                    AND r.withdrawn_at IS NULL
                    AND r.closed_on IS NULL
            )
            AND (
                SELECT h.status
                FROM status_change AS h
                WHERE
                    h.cooperative_id = c.id
                    AND h.effective_on <= :on
                    AND h.withdrawn_at IS NULL
                ORDER BY h.effective_on DESC, h.id DESC
                LIMIT 1
            ) = 'inactive'
    ) AS without_case,
    (
        SELECT count(*)
        FROM revitalization AS r
        WHERE r.withdrawn_at IS NULL AND r.closed_on IS NULL AND r.next_on < :on
    ) AS past_next_date,
    (
        SELECT count(*)
        FROM revitalization AS r
        WHERE
            r.withdrawn_at IS NULL
            AND r.closed_on IS NULL
            AND coalesce(
                (
                    SELECT max(s.held_on)
                    FROM attendance AS a
                    JOIN mentoring_session AS s ON s.id = a.session_id
                    WHERE
                        a.revitalization_id = r.id
                        AND a.withdrawn_at IS NULL
                        AND s.withdrawn_at IS NULL
                ),
                r.opened_on
            ) < :stale
    ) AS stale_cases,
    (
        SELECT count(*)
        FROM attendance AS a
        JOIN mentoring_session AS s ON s.id = a.session_id
        WHERE
            a.withdrawn_at IS NULL
            AND s.withdrawn_at IS NULL
            AND a.follow_up_on <= :on
            AND a.followed_up_on IS NULL
    ) AS follow_ups,
    (
        SELECT count(*)
        FROM mentoring_session AS s
        WHERE s.withdrawn_at IS NULL AND s.held_on IS NULL AND s.planned_on < :on
    ) AS plans_passed
