-- The cooperatives that are not dissolved, with their status at the end of :on, in the ministry's
-- order of columns: places by name, and the annual report of the latest RAT.
SELECT
    c.nik,
    c.name,
    c.legal_number,
    c.legal_date,
    c.amendment_number,
    c.amendment_date,
    a.rat_held_on,
    village.name AS village,
    subdistrict.name AS subdistrict,
    district.name AS district,
    c.subdistrict_code,
    c.place,
    c.form,
    c.sector,
    c.category,
    c.industry,
    a.id AS report,
    a.members_male,
    a.members_female,
    a.managers,
    a.employees,
    c.nik_status,
    c.certificate_expires_on,
    c.ods_grade
FROM cooperative AS c
LEFT JOIN status_change AS s
    ON s.id = (
        SELECT h.id
        FROM status_change AS h
        WHERE h.cooperative_id = c.id AND h.effective_on <= :on AND h.withdrawn_at IS NULL
        ORDER BY h.effective_on DESC, h.id DESC
        LIMIT 1
    )
LEFT JOIN annual_report AS a
    ON a.id = (
        SELECT b.id
        FROM annual_report AS b
        WHERE
            b.cooperative_id = c.id
            AND b.withdrawn_at IS NULL
            AND b.rat_held_on <= :on
        ORDER BY b.rat_held_on DESC, b.book_year DESC
        LIMIT 1
    )
LEFT JOIN region AS village ON village.code = c.village_code
LEFT JOIN region AS subdistrict ON subdistrict.code = c.subdistrict_code
LEFT JOIN region AS district ON district.code = subdistrict.parent_code
WHERE
    c.withdrawn_at IS NULL
    AND s.status IS NOT 'dissolved'
    -- slot: filters
ORDER BY c.id
