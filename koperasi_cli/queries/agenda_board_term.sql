-- The cooperatives whose board's term ended before :on.
SELECT c.id, c.board_term_ends_on AS since
FROM cooperative AS c
WHERE c.withdrawn_at IS NULL AND c.board_term_ends_on < :on
