-- What the office did with cooperatives from :first to :last, by one thing that sessions or cooperatives
-- have in common. A session is one in each group that it touched, however many cooperatives of the
-- group were in it; people are counted where they came from.
WITH
touched AS (
    SELECT
        -- slot: key
        AS key,
        s.id,
        s.hours,
        a.cooperative_id,
        a.participants_male,
        a.participants_female
    FROM mentoring_session AS s
    LEFT JOIN (
        SELECT a.*, c.subdistrict_code
        FROM attendance AS a
        JOIN cooperative AS c ON c.id = a.cooperative_id
        WHERE a.withdrawn_at IS NULL AND c.withdrawn_at IS NULL
    ) AS a ON a.session_id = s.id
    -- slot: joins
    WHERE
        s.withdrawn_at IS NULL
        AND s.held_on BETWEEN :first AND :last
        -- slot: filters
),
held AS (
    SELECT key, count(*) AS sessions, count(hours) AS timed, sum(hours) AS hours
    FROM (SELECT key, id, max(hours) AS hours FROM touched GROUP BY key, id)
    GROUP BY key
),
came AS (
    SELECT
        key,
        count(DISTINCT cooperative_id) AS cooperatives,
        count(cooperative_id) AS attendances,
        sum(participants_male IS NOT NULL OR participants_female IS NOT NULL) AS counted,
        sum(participants_male) AS participants_male,
        sum(participants_female) AS participants_female
    FROM touched
    GROUP BY key
)
SELECT
    h.key,
    h.sessions,
    h.timed,
    h.hours,
    c.cooperatives,
    c.attendances,
    c.counted,
    c.participants_male,
    c.participants_female
FROM held AS h
JOIN came AS c ON c.key IS h.key
