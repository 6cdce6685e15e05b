-- How a session began: 'password', 'passkey', or the id of an identity provider.
ALTER TABLE session ADD COLUMN method {text} NOT NULL DEFAULT 'password';

-- A public key whose private half a device or a password manager keeps (Web Authentication).
CREATE TABLE passkey (
    user_id            {id} NOT NULL REFERENCES user_account,
    id                 {id} NOT NULL,
    name               {text} NOT NULL,
    credential_id      {text} NOT NULL,
    algorithm          {int} NOT NULL,
    public_key         {text} NOT NULL,
    sign_count         {int} NOT NULL,
    transports         {json} NOT NULL,
    is_backup_eligible {bool} NOT NULL,
    is_backed_up       {bool} NOT NULL,
    created_at         {int} NOT NULL,
    last_used_at       {int},
    PRIMARY KEY (user_id, id)
) {strict};
CREATE UNIQUE INDEX passkey_credential_id ON passkey (credential_id);

-- Challenges that were answered: each is taken once.
CREATE TABLE used_challenge (
    digest     {blob} NOT NULL PRIMARY KEY,
    expires_at {int} NOT NULL
) {strict};
CREATE INDEX used_challenge_expiry ON used_challenge (expires_at);
