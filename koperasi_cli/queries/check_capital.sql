-- Book years whose assets are not the sum of own and outside capital, which they have to be.
SELECT 'annual_report', id, cooperative_id, book_year, equity, outside_capital, assets
FROM annual_report
WHERE withdrawn_at IS NULL AND equity + outside_capital <> assets
