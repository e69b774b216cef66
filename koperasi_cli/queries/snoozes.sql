-- The tags by which a cooperative is left out of the agenda until a day.
SELECT cooperative_id, name
FROM tag
WHERE withdrawn_at IS NULL AND name GLOB 'snooze-*'
