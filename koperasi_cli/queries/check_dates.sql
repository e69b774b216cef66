-- Pairs of days that should be in order and are not: which record, the field that is later than it may be
-- and its day, the field (or the limit) that it should not pass, and that day.
SELECT table_name, id, cooperative_id, number, earlier, earlier_on, later, later_on
FROM (
    SELECT
        'cooperative' AS table_name,
        id,
        id AS cooperative_id,
        NULL AS number,
        'legal_date' AS earlier,
        legal_date AS earlier_on,
        'amendment_date' AS later,
        amendment_date AS later_on
    FROM cooperative
    WHERE withdrawn_at IS NULL
    UNION ALL
    SELECT
        'cooperative', id, id, NULL, 'legal_date', legal_date,
        'board_term_ends_on', board_term_ends_on
    FROM cooperative
    WHERE withdrawn_at IS NULL
    UNION ALL
    SELECT 'cooperative', id, id, NULL, 'legal_date', legal_date, 'today', :on
    FROM cooperative
    WHERE withdrawn_at IS NULL
    UNION ALL
    SELECT
        'status_change', s.id, s.cooperative_id, s.status, 'legal_date', c.legal_date,
        'effective_on', s.effective_on
    FROM status_change AS s
    JOIN cooperative AS c ON c.id = s.cooperative_id
    WHERE s.withdrawn_at IS NULL
    UNION ALL
    SELECT
        'status_change', id, cooperative_id, status, 'effective_on', effective_on, 'today', :on
    FROM status_change
    WHERE withdrawn_at IS NULL
    UNION ALL
    SELECT
        'annual_report', id, cooperative_id, book_year, 'book_year', book_year || '-12-31',
        'rat_held_on', rat_held_on
    FROM annual_report
    WHERE withdrawn_at IS NULL
    UNION ALL
    SELECT
        'annual_report', id, cooperative_id, book_year, 'rat_held_on', rat_held_on, 'today', :on
    FROM annual_report
    WHERE withdrawn_at IS NULL
    UNION ALL
    SELECT
        'annual_report', r.id, r.cooperative_id, r.book_year, 'legal_date', c.legal_date,
        'book_year', r.book_year || '-12-31'
    FROM annual_report AS r
    JOIN cooperative AS c ON c.id = r.cooperative_id
    WHERE r.withdrawn_at IS NULL
    UNION ALL
    SELECT
        'financing', id, cooperative_id, NULL, 'requested_on', requested_on,
        'approved_on', approved_on
    FROM financing
    WHERE withdrawn_at IS NULL
    UNION ALL
    SELECT
        'financing', id, cooperative_id, NULL,
        CASE WHEN approved_on IS NULL THEN 'requested_on' ELSE 'approved_on' END,
        coalesce(approved_on, requested_on), 'disbursed_on', disbursed_on
    FROM financing
    WHERE withdrawn_at IS NULL
    UNION ALL
    SELECT
        'financing', id, cooperative_id, NULL, 'requested_on', requested_on,
        'rejected_on', rejected_on
    FROM financing
    WHERE withdrawn_at IS NULL
    UNION ALL
    SELECT
        'attendance', a.id, a.cooperative_id, a.session_id, 'held_on', s.held_on,
        'follow_up_on', a.follow_up_on
    FROM attendance AS a
    JOIN mentoring_session AS s ON s.id = a.session_id
    WHERE a.withdrawn_at IS NULL
    UNION ALL
    SELECT
        'attendance', a.id, a.cooperative_id, a.session_id, 'held_on', s.held_on,
        'followed_up_on', a.followed_up_on
    FROM attendance AS a
    JOIN mentoring_session AS s ON s.id = a.session_id
    WHERE a.withdrawn_at IS NULL
    UNION ALL
    SELECT
        'attendance', a.id, a.cooperative_id, a.session_id, 'held_on', s.held_on, 'today', :on
    FROM attendance AS a
    JOIN mentoring_session AS s ON s.id = a.session_id
    WHERE a.withdrawn_at IS NULL
    UNION ALL
    SELECT
        'revitalization', r.id, r.cooperative_id, NULL, 'legal_date', c.legal_date,
        'opened_on', r.opened_on
    FROM revitalization AS r
    JOIN cooperative AS c ON c.id = r.cooperative_id
    WHERE r.withdrawn_at IS NULL
    UNION ALL
    SELECT
        'revitalization', id, cooperative_id, NULL, 'opened_on', opened_on, 'closed_on', closed_on
    FROM revitalization
    WHERE withdrawn_at IS NULL
    UNION ALL
    SELECT 'revitalization', id, cooperative_id, NULL, 'opened_on', opened_on, 'today', :on
    FROM revitalization
    WHERE withdrawn_at IS NULL
    UNION ALL
    SELECT
        'revitalization_cause', f.id, r.cooperative_id, f.cause, 'opened_on', r.opened_on,
        'found_on', f.found_on
    FROM revitalization_cause AS f
    JOIN revitalization AS r ON r.id = f.revitalization_id
    WHERE f.withdrawn_at IS NULL
    UNION ALL
    SELECT
        'revitalization_cause', f.id, r.cooperative_id, f.cause, 'found_on', f.found_on,
        'closed_on', r.closed_on
    FROM revitalization_cause AS f
    JOIN revitalization AS r ON r.id = f.revitalization_id
    WHERE f.withdrawn_at IS NULL
    UNION ALL
    SELECT
        'attendance', a.id, a.cooperative_id, a.session_id, 'opened_on', r.opened_on,
        'held_on', s.held_on
    FROM attendance AS a
    JOIN mentoring_session AS s ON s.id = a.session_id
    JOIN revitalization AS r ON r.id = a.revitalization_id
    WHERE a.withdrawn_at IS NULL
)
WHERE earlier_on > later_on
