-- The only organization that a session holds for: its own identity provider began it, and the person
-- did not prove otherwise who it is.
ALTER TABLE session ADD COLUMN organization_id {id} REFERENCES organization;
