-- How much there is in the registry.
SELECT
    (SELECT count(*) FROM cooperative WHERE withdrawn_at IS NULL) AS cooperatives,
    (SELECT count(*) FROM mentoring_session WHERE withdrawn_at IS NULL) AS sessions,
    (SELECT count(*) FROM revitalization WHERE withdrawn_at IS NULL) AS cases,
    (SELECT count(*) FROM operation) AS operations
