-- What every part stands on: people and organizations, jobs and events, files, the audit trail.
-- Times are microseconds since 1970 UTC, days are texts "2026-11-22" in the billing time zone.

CREATE TABLE organization (
    id             {id} PRIMARY KEY,
    name           {text} NOT NULL,
    language       {text} NOT NULL,
    is_operator    {bool} NOT NULL,
    is_seller      {bool} NOT NULL,
    approved_at    {int},
    created_at     {int} NOT NULL
) {strict};

CREATE TABLE user_account (
    id              {id} PRIMARY KEY,
    email           {text} NOT NULL,
    name            {text} NOT NULL,
    language        {text} NOT NULL,
    password_hash   {text},
    created_at      {int} NOT NULL,
    last_sign_in_at {int}
) {strict};
CREATE UNIQUE INDEX user_account_email ON user_account (lower(email));

CREATE TABLE membership (
    organization_id {id} NOT NULL REFERENCES organization,
    user_id         {id} NOT NULL REFERENCES user_account,
    roles           {json} NOT NULL,
    created_at      {int} NOT NULL,
    PRIMARY KEY (organization_id, user_id)
) {strict};
CREATE INDEX membership_of_user ON membership (user_id);
{tenant membership};

CREATE TABLE session (
    id            {id} PRIMARY KEY,
    user_id       {id} NOT NULL REFERENCES user_account,
    secret_digest {blob} NOT NULL,
    address       {text} NOT NULL,
    user_agent    {text} NOT NULL,
    created_at    {int} NOT NULL,
    last_seen_at  {int} NOT NULL,
    expires_at    {int} NOT NULL,
    ended_at      {int}
) {strict};
CREATE UNIQUE INDEX session_secret ON session (secret_digest);
CREATE INDEX session_of_user ON session (user_id, created_at);

-- A link by which a password is set or reset. The secret in it is an HMAC of the id under the
-- master key, so there is nothing here that could be stolen.
CREATE TABLE password_link (
    id         {id} PRIMARY KEY,
    user_id    {id} NOT NULL REFERENCES user_account,
    purpose    {text} NOT NULL CONSTRAINT password_link_purpose CHECK (purpose IN ('set', 'reset')),
    created_at {int} NOT NULL,
    expires_at {int} NOT NULL,
    used_at    {int}
) {strict};
CREATE INDEX password_link_of_user ON password_link (user_id, created_at);

CREATE TABLE api_token (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    user_id         {id} NOT NULL REFERENCES user_account,
    name            {text} NOT NULL,
    prefix          {text} NOT NULL,
    secret_digest   {blob} NOT NULL,
    scopes          {json} NOT NULL,
    created_at      {int} NOT NULL,
    expires_at      {int},
    last_used_at    {int},
    revoked_at      {int},
    PRIMARY KEY (organization_id, id)
) {strict};
CREATE UNIQUE INDEX api_token_secret ON api_token (secret_digest);
{tenant api_token};

-- How often something was tried in a window of time: sign-in, registration, forgotten password.
CREATE TABLE throttle (
    subject      {text} NOT NULL,
    window_start {int} NOT NULL,
    count        {int} NOT NULL,
    PRIMARY KEY (subject, window_start)
) {strict};

-- What an organization asks the operator to decide upon; what it says stands in a table for each kind.
CREATE TABLE submission (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    kind            {text} NOT NULL CONSTRAINT submission_kind
                    CHECK (kind IN ('profile', 'seller_application')),
    state           {text} NOT NULL CONSTRAINT submission_state
                    CHECK (state IN ('submitted', 'approved', 'rejected', 'withdrawn')),
    submitted_by    {id} NOT NULL REFERENCES user_account,
    submitted_at    {int} NOT NULL,
    decided_by      {id} REFERENCES user_account,
    decided_at      {int},
    reason          {text},
    PRIMARY KEY (organization_id, id)
) {strict};
CREATE UNIQUE INDEX submission_one_pending ON submission (organization_id, kind)
    WHERE state = 'submitted';
{tenant submission};

-- A company's data as submitted; the newest approved one is in force.
CREATE TABLE organization_profile (
    organization_id     {id} NOT NULL,
    id                  {id} NOT NULL,
    company_name        {text} NOT NULL,
    website             {text} NOT NULL,
    contact_email       {text} NOT NULL,
    marketplace_email   {text} NOT NULL,
    phone               {text},
    registration_number {text},
    vat_id              {text},
    street              {text},
    postal_code         {text},
    city                {text},
    country             {text} NOT NULL,
    PRIMARY KEY (organization_id, id),
    CONSTRAINT organization_profile_submission FOREIGN KEY (organization_id, id)
        REFERENCES submission (organization_id, id)
) {strict};
{tenant organization_profile};

-- Contents by their SHA-256: logos, documents.
CREATE TABLE file (
    digest     {blob} PRIMARY KEY,
    media_type {text} NOT NULL,
    name       {text} NOT NULL,
    size       {int} NOT NULL,
    bytes      {blob} NOT NULL,
    created_at {int} NOT NULL
) {strict};

{sequence event_seq};
CREATE TABLE event (
    seq             {serial event_seq},
    xid             {xid seq},
    id              {id} NOT NULL,
    organization_id {id},
    kind            {text} NOT NULL,
    subject_id      {id},
    actor_user_id   {id},
    data            {json},
    created_at      {int} NOT NULL
) {monthly created_at};
CREATE INDEX event_in_order ON event (xid, seq);
CREATE INDEX event_of_organization ON event (organization_id, xid, seq);

CREATE TABLE event_consumer (
    name   {text} PRIMARY KEY,
    cursor {text} NOT NULL
) {strict};

CREATE TABLE job (
    id              {id} PRIMARY KEY,
    organization_id {id},
    kind            {text} NOT NULL,
    key             {text},
    arguments       {json} NOT NULL,
    state           {text} NOT NULL CONSTRAINT job_state
                    CHECK (state IN ('waiting', 'running', 'done', 'dead')),
    run_at          {int} NOT NULL,
    attempts        {int} NOT NULL,
    problem         {text},
    created_at      {int} NOT NULL,
    finished_at     {int}
) {strict};
CREATE INDEX job_due ON job (run_at) WHERE state IN ('waiting', 'running');
CREATE UNIQUE INDEX job_key ON job (kind, key) WHERE state = 'waiting';

CREATE TABLE schedule (
    job_kind    {text} PRIMARY KEY,
    next_run_at {int} NOT NULL
) {strict};

CREATE TABLE idempotency_key (
    owner       {text} NOT NULL,
    key         {text} NOT NULL,
    fingerprint {blob} NOT NULL,
    status      {int},
    media_type  {text},
    body        {blob},
    created_at  {int} NOT NULL,
    PRIMARY KEY (owner, key)
) {strict};
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);

CREATE TABLE audit_record (
    organization_id {id} NOT NULL,
    id              {id} NOT NULL,
    action          {text} NOT NULL,
    subject_id      {id},
    user_id         {id},
    session_id      {id},
    api_token_id    {id},
    address         {text},
    request_id      {text},
    status          {int} NOT NULL,
    created_at      {int} NOT NULL,
    PRIMARY KEY (organization_id, id)
) {strict};
{tenant audit_record};

-- A mail to one person, rendered when it is sent. What a link in it needs is derived, not stored.
CREATE TABLE message (
    id              {id} PRIMARY KEY,
    organization_id {id},
    event_id        {id} NOT NULL,
    template        {text} NOT NULL,
    language        {text} NOT NULL,
    recipient       {text} NOT NULL,
    data            {json} NOT NULL,
    state           {text} NOT NULL CONSTRAINT message_state
                    CHECK (state IN ('queued', 'sent', 'refused')),
    problem         {text},
    created_at      {int} NOT NULL,
    sent_at         {int}
) {strict};
CREATE UNIQUE INDEX message_once ON message (event_id, template, recipient);
