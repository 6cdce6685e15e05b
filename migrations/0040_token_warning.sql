-- When it was told that the token ends.
ALTER TABLE api_token ADD COLUMN warned_at {int};
CREATE INDEX api_token_to_warn ON api_token (expires_at) WHERE warned_at IS NULL;
