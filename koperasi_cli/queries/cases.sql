-- The cases of revitalization that were opened by :on, each with its stage at the end of that day: the
-- furthest that holds. Days are the only order there is: guidance on the day on which the cause was
-- found comes after it.
SELECT
    r.id,
    r.cooperative_id,
    c.name AS cooperative,
    r.opened_on,
    r.decree,
    r.next_on,
    r.closed_on,
    r.outcome,
    r.note,
    CASE
        WHEN r.closed_on <= :on THEN 'closed'
        WHEN
            EXISTS (
                SELECT 1
                FROM attendance AS a
                JOIN mentoring_session AS s ON s.id = a.session_id
                WHERE
                    a.revitalization_id = r.id
                    AND a.withdrawn_at IS NULL
                    AND s.withdrawn_at IS NULL
                    AND s.kind = :review
                    AND s.held_on BETWEEN r.guided_on AND :on
            ) THEN 'reviewed'
        WHEN r.guided_on IS NOT NULL THEN 'mentored'
        WHEN
            r.caused_on IS NOT NULL
            AND (
                r.next_on >= :on
                OR EXISTS (
                    SELECT 1
                    FROM attendance AS a
                    JOIN mentoring_session AS s ON s.id = a.session_id
                    WHERE
                        a.revitalization_id = r.id
                        AND a.withdrawn_at IS NULL
                        AND s.withdrawn_at IS NULL
                        AND (
                            (s.planned_on IS NOT NULL AND (s.held_on IS NULL OR s.held_on > :on))
                            OR (
                                a.follow_up_on >= :on
                                AND (a.followed_up_on IS NULL OR a.followed_up_on > :on)
                                AND (s.held_on IS NULL OR s.held_on <= :on)
                            )
                        )
                )
            ) THEN 'planned'
        WHEN r.caused_on IS NOT NULL THEN 'evaluated'
        WHEN
            EXISTS (
                SELECT 1
                FROM attendance AS a
                JOIN mentoring_session AS s ON s.id = a.session_id
                WHERE
                    a.revitalization_id = r.id
                    AND a.withdrawn_at IS NULL
                    AND s.withdrawn_at IS NULL
                    AND s.kind IN (
                        -- slot: verification
                    )
                    AND s.held_on <= :on
            ) THEN 'verified'
        ELSE 'identified'
    END AS stage
FROM (
    SELECT
        r.*,
        (
            SELECT min(s.held_on)
            FROM attendance AS a
            JOIN mentoring_session AS s ON s.id = a.session_id
            WHERE
                a.revitalization_id = r.id
                AND a.withdrawn_at IS NULL
                AND s.withdrawn_at IS NULL
                AND s.kind IN (
                    -- slot: guidance
                )
                AND s.held_on BETWEEN r.caused_on AND :on
        ) AS guided_on
    FROM (
        SELECT
            r.*,
            (
                SELECT min(f.found_on)
                FROM revitalization_cause AS f
                WHERE
                    f.revitalization_id = r.id
                    AND f.withdrawn_at IS NULL
                    AND f.found_on <= :on
            ) AS caused_on
        FROM revitalization AS r
        WHERE
            r.withdrawn_at IS NULL
            AND r.opened_on <= :on
            -- slot: filters
    ) AS r
) AS r
JOIN cooperative AS c ON c.id = r.cooperative_id
WHERE c.withdrawn_at IS NULL
ORDER BY r.opened_on, r.id
