-- Whoever was removed from an organization does not come back because the cloud vouches.
ALTER TABLE cloud_user ADD COLUMN removed_at {int};

-- The newest change of a cloud's password by its person; both passwords are there until a job asked.
CREATE TABLE cloud_password_change (
    user_id          {id} NOT NULL REFERENCES user_account,
    provider_id      {id} NOT NULL REFERENCES identity_provider (id),
    session_id       {id},
    state            {text} NOT NULL CONSTRAINT cloud_password_change_state
                     CHECK (state IN ('waiting', 'done', 'failed')),
    sealed_passwords {blob},
    problem          {text},
    created_at       {int} NOT NULL,
    PRIMARY KEY (user_id, provider_id)
) {strict};

-- A domain of a cloud in which an organization's members have users of their own, by consent of who
-- administers it: one-time, until expires_at. manager_id signs in there from then on.
CREATE TABLE cloud_link (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    provider_id     {id} NOT NULL REFERENCES identity_provider (id),
    state           {text} NOT NULL CONSTRAINT cloud_link_state
                    CHECK (state IN ('asked', 'answered', 'linked', 'lost', 'removing', 'removed')),
    expires_at      {int} NOT NULL,
    sealed_answer   {blob},
    domain_id       {text},
    domain_name     {text},
    consented_by    {text},
    consented_at    {int},
    manager_id      {text},
    sealed_password {blob},
    problem         {text},
    checked_at      {int},
    created_by      {id} NOT NULL REFERENCES user_account,
    created_at      {int} NOT NULL,
    PRIMARY KEY (organization_id, id)
) {strict};
CREATE UNIQUE INDEX cloud_link_domain ON cloud_link (provider_id, domain_id) WHERE state <> 'removed';
CREATE INDEX cloud_link_linked ON cloud_link (id) WHERE state = 'linked';
{tenant cloud_link};

-- What was made there for the organization: a group (user_id is empty), and a user for each member.
CREATE TABLE cloud_shadow (
    organization_id {id} NOT NULL,
    cloud_link_id   {id} NOT NULL,
    name            {text} NOT NULL,
    user_id         {id} REFERENCES user_account,
    keystone_id     {text},
    state           {text} NOT NULL CONSTRAINT cloud_shadow_state
                    CHECK (state IN ('wanted', 'ok', 'drifted', 'missing', 'failed')),
    differences     {json} NOT NULL,
    problem         {text},
    PRIMARY KEY (organization_id, cloud_link_id, name),
    CONSTRAINT cloud_shadow_link FOREIGN KEY (organization_id, cloud_link_id)
        REFERENCES cloud_link (organization_id, id)
) {strict};
{tenant cloud_shadow};
