-- Who else vouches for people: an organization's own provider, or one of the whole platform.

CREATE TABLE identity_provider (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL CONSTRAINT identity_provider_id UNIQUE,
    kind            {text} NOT NULL CONSTRAINT identity_provider_kind
                    CHECK (kind IN ('openid', 'keystone')),
    name            {text} NOT NULL,
    address         {text} NOT NULL,
    client_id       {text},
    sealed_secret   {blob},
    is_platform     {bool} NOT NULL,
    is_enabled      {bool} NOT NULL,
    creates_users   {bool} NOT NULL,
    settings        {json} NOT NULL,
    state           {text} NOT NULL CONSTRAINT identity_provider_state
                    CHECK (state IN ('checking', 'ready', 'failed')),
    problem         {text},
    checked_at      {int},
    metadata        {json},
    keys            {json},
    fetched_at      {int},
    version         {int} NOT NULL DEFAULT 1,
    created_by      {id} REFERENCES user_account,
    created_at      {int} NOT NULL,
    removed_at      {int},
    PRIMARY KEY (organization_id, id)
) {strict};
CREATE UNIQUE INDEX identity_provider_name ON identity_provider (organization_id, name) WHERE removed_at IS NULL;
CREATE INDEX identity_provider_platform ON identity_provider (id) WHERE is_platform AND removed_at IS NULL;
{tenant identity_provider};

-- Whose mail addresses a provider may vouch for, once the operator confirmed it.
CREATE TABLE mail_domain (
    organization_id {id} NOT NULL,
    id              {id} NOT NULL,
    provider_id     {id} NOT NULL,
    domain          {text} NOT NULL,
    created_by      {id} REFERENCES user_account,
    created_at      {int} NOT NULL,
    confirmed_by    {id} REFERENCES user_account,
    confirmed_at    {int},
    PRIMARY KEY (organization_id, id),
    CONSTRAINT mail_domain_provider FOREIGN KEY (organization_id, provider_id)
        REFERENCES identity_provider (organization_id, id)
) {strict};
CREATE UNIQUE INDEX mail_domain_once ON mail_domain (organization_id, domain);
CREATE UNIQUE INDEX mail_domain_confirmed ON mail_domain (domain) WHERE confirmed_at IS NOT NULL;
CREATE INDEX mail_domain_waiting ON mail_domain (created_at) WHERE confirmed_at IS NULL;
{tenant mail_domain};

-- As whom a provider knows a person.
CREATE TABLE linked_identity (
    provider_id  {id} NOT NULL REFERENCES identity_provider (id),
    subject      {text} NOT NULL,
    user_id      {id} NOT NULL REFERENCES user_account,
    email        {text},
    created_at   {int} NOT NULL,
    last_used_at {int},
    PRIMARY KEY (provider_id, subject)
) {strict};
CREATE UNIQUE INDEX linked_identity_person ON linked_identity (user_id, provider_id);

-- A way to a provider and back, by one browser.
CREATE TABLE external_sign_in (
    id             {id} PRIMARY KEY,
    provider_id    {id} NOT NULL REFERENCES identity_provider (id),
    purpose        {text} NOT NULL CONSTRAINT external_sign_in_purpose
                   CHECK (purpose IN ('sign_in', 'link')),
    user_id        {id} REFERENCES user_account,
    browser        {blob} NOT NULL,
    return_to      {text},
    state          {text} NOT NULL CONSTRAINT external_sign_in_state
                   CHECK (state IN ('waiting', 'answered', 'ready', 'failed', 'done')),
    sealed_answer  {blob},
    person         {json},
    failure        {text},
    created_at     {int} NOT NULL,
    expires_at     {int} NOT NULL,
    CONSTRAINT external_sign_in_link CHECK (purpose = 'sign_in' OR user_id IS NOT NULL)
) {strict};
CREATE INDEX external_sign_in_expiry ON external_sign_in (expires_at);

-- What a provider said once about the end of sessions (OpenID Connect Back-Channel Logout).
CREATE TABLE logout_token (
    provider_id {id} NOT NULL REFERENCES identity_provider (id),
    jti         {blob} NOT NULL,
    expires_at  {int} NOT NULL,
    PRIMARY KEY (provider_id, jti)
) {strict};

-- Which person a provider's session belongs to, for providers that end it by its name alone.
CREATE TABLE external_session (
    provider_id {id} NOT NULL REFERENCES identity_provider (id),
    sid         {blob} NOT NULL,
    user_id     {id} NOT NULL REFERENCES user_account,
    created_at  {int} NOT NULL,
    PRIMARY KEY (provider_id, sid)
) {strict};
