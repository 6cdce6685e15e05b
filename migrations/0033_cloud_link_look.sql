-- The job that looks at a linked cloud now, and until when it does at most: one at a time.
ALTER TABLE cloud_link ADD COLUMN looked_at_by {id};
ALTER TABLE cloud_link ADD COLUMN looked_at_until {int};
