-- Which cooperative was in which session, with how many people, and what came of it.
SELECT
    a.id,
    a.session_id,
    a.cooperative_id,
    c.name AS cooperative,
    a.participants_male,
    a.participants_female,
    a.result,
    a.follow_up_on,
    a.followed_up_on,
    a.revitalization_id
FROM attendance AS a
JOIN cooperative AS c ON c.id = a.cooperative_id AND c.withdrawn_at IS NULL
WHERE
    a.withdrawn_at IS NULL
    -- slot: filters
ORDER BY a.session_id, c.name, a.id
