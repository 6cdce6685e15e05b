-- A key may be paused, and given a new secret; the former one goes on until its end.
ALTER TABLE ai_key ADD COLUMN paused_by {id} REFERENCES user_account;
ALTER TABLE ai_key ADD COLUMN paused_at {int};
ALTER TABLE ai_key ADD COLUMN secret_number {int} NOT NULL DEFAULT 1;
ALTER TABLE ai_key ADD COLUMN rotated_at {int};
ALTER TABLE ai_key ADD COLUMN former_secret_digest {blob};
ALTER TABLE ai_key ADD COLUMN former_prefix {text};
ALTER TABLE ai_key ADD COLUMN former_secret_ends_at {int};
CREATE UNIQUE INDEX ai_key_former_secret ON ai_key (former_secret_digest);

-- Whether the call came with the former secret. Few do, so their index costs the others nothing.
ALTER TABLE ai_usage ADD COLUMN by_former_secret {bool} NOT NULL DEFAULT FALSE;
CREATE INDEX ai_usage_by_former_secret ON ai_usage (organization_id, ai_key_id, started_at)
    WHERE by_former_secret;
