-- The cases of revitalization that were opened by :on, each with its stage at the end of that day: the
-- furthest that holds. Days are the only order there is: guidance on the day on which the cause was
-- found comes after it. A step is looked up case by case, by the index on its case.
WITH
step AS NOT MATERIALIZED (
    SELECT
        a.revitalization_id,
        s.kind,
        s.planned_on,
        s.held_on,
        a.follow_up_on,
        a.followed_up_on
    FROM attendance AS a
    JOIN mentoring_session AS s ON s.id = a.session_id
    WHERE a.withdrawn_at IS NULL AND s.withdrawn_at IS NULL
),
caused AS NOT MATERIALIZED (
    SELECT
        r.*,
        (
            SELECT min(f.found_on)
            FROM revitalization_cause AS f
            WHERE f.revitalization_id = r.id AND f.withdrawn_at IS NULL AND f.found_on <= :on
        ) AS caused_on
    FROM revitalization AS r
    WHERE
        r.withdrawn_at IS NULL
        AND r.opened_on <= :on
        -- slot: filters
),
guided AS NOT MATERIALIZED (
    SELECT
        r.*,
        (
            SELECT min(p.held_on)
            FROM step AS p
            WHERE
                p.revitalization_id = r.id
                AND p.kind IN (
                    -- slot: guidance
                )
                AND p.held_on BETWEEN r.caused_on AND :on
        ) AS guided_on
    FROM caused AS r
)
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
                FROM step AS p
                WHERE
                    p.revitalization_id = r.id
                    AND p.kind = :review
                    AND p.held_on BETWEEN r.guided_on AND :on
            ) THEN 'reviewed'
        WHEN r.guided_on IS NOT NULL THEN 'mentored'
        WHEN
            r.caused_on IS NOT NULL
            AND (
                r.next_on >= :on
                OR EXISTS (
                    SELECT 1
                    FROM step AS p
                    WHERE
                        p.revitalization_id = r.id
                        AND (
                            (p.planned_on IS NOT NULL AND (p.held_on IS NULL OR p.held_on > :on))
                            OR (
                                p.follow_up_on >= :on
                                AND (p.followed_up_on IS NULL OR p.followed_up_on > :on)
                                AND (p.held_on IS NULL OR p.held_on <= :on)
                            )
                        )
                )
            ) THEN 'planned'
        WHEN r.caused_on IS NOT NULL THEN 'evaluated'
        WHEN
            EXISTS (
                SELECT 1
                FROM step AS p
                WHERE
                    p.revitalization_id = r.id
                    AND p.kind IN (
                        -- slot: verification
                    )
                    AND p.held_on <= :on
            ) THEN 'verified'
        ELSE 'identified'
    END AS stage
FROM guided AS r
JOIN cooperative AS c ON c.id = r.cooperative_id
WHERE c.withdrawn_at IS NULL
ORDER BY r.opened_on, r.id
