-- Audit records are a chain: each holds the digest of its text and of the one before it.
-- audit_chain is locked to append to it.
CREATE TABLE audit_chain (
    organization_id {id} PRIMARY KEY REFERENCES organization,
    number          {int} NOT NULL,
    digest          {blob}
) {strict};
{tenant audit_chain};
ALTER TABLE audit_record ADD COLUMN actor_organization_id {id};
ALTER TABLE audit_record ADD COLUMN number {int};
ALTER TABLE audit_record ADD COLUMN digest {blob};
CREATE UNIQUE INDEX audit_record_number ON audit_record (organization_id, number);
CREATE INDEX audit_record_unchained ON audit_record (organization_id, id) WHERE number IS NULL;

-- A token of an organization acts as a program: a user_account that can never sign in.
ALTER TABLE user_account ADD COLUMN is_program {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE api_token ADD COLUMN is_organizations {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE api_token ADD COLUMN roles {json} NOT NULL DEFAULT '[]';
ALTER TABLE api_token ADD COLUMN created_by {id} REFERENCES user_account;
ALTER TABLE api_token ADD COLUMN addresses {json} NOT NULL DEFAULT '[]';
ALTER TABLE api_token ADD COLUMN last_used_address {text};
CREATE INDEX api_token_of_program ON api_token (user_id) WHERE is_organizations;
UPDATE api_token SET created_by = user_id;
-- What there is keeps what it could do; a new token has the scope only if somebody asks for it.
UPDATE api_token SET scopes = '["write","administration"]'
    WHERE 'write' IN {list scopes} AND 'read' NOT IN {list scopes};
UPDATE api_token SET scopes = '["read","write","administration"]'
    WHERE 'write' IN {list scopes} AND 'read' IN {list scopes};

-- From which addresses one may act for the organization; no addresses: from everywhere.
CREATE TABLE access_rules (
    organization_id {id} PRIMARY KEY REFERENCES organization,
    addresses       {json} NOT NULL,
    limits_tokens   {bool} NOT NULL,
    limits_sessions {bool} NOT NULL,
    suspended_until {int},
    changed_by      {id} REFERENCES user_account,
    changed_at      {int} NOT NULL,
    version         {int} NOT NULL
) {strict};
{tenant access_rules};
