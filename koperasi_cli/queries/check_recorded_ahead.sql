-- Operations of a day after :on; the moments are UTC, and that day may have begun there or not yet ended.
SELECT NULL, NULL, NULL, id, at
FROM operation
WHERE date(at) > date(:on, '+1 day')
