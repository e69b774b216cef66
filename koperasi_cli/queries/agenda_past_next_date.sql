-- The cases open at the end of :on whose next date lies before that day.
SELECT r.cooperative_id, r.next_on AS since
FROM revitalization AS r
WHERE
    r.withdrawn_at IS NULL
    AND r.opened_on <= :on
    AND (r.closed_on IS NULL OR r.closed_on > :on)
    AND r.next_on < :on
