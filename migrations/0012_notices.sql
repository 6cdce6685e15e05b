-- What is told to whom and how: webhooks, texts of mails that the operator changed, who wants which mail.

-- A program of an organization that hears of its events.
CREATE TABLE webhook (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    name            {text} NOT NULL,
    url             {text} NOT NULL,
    events          {json} NOT NULL,
    state           {text} NOT NULL CONSTRAINT webhook_state CHECK (state IN ('active', 'off', 'paused')),
    secret          {blob} NOT NULL,
    former_secret   {blob},
    former_until    {int},
    failing_since   {int},
    sending_until   {int},
    created_by      {id} NOT NULL REFERENCES user_account,
    created_at      {int} NOT NULL,
    version         {int} NOT NULL,
    PRIMARY KEY (organization_id, id)
) {strict};
CREATE UNIQUE INDEX webhook_name ON webhook (organization_id, name);
{tenant webhook};

-- One event on its way to one webhook.
CREATE TABLE webhook_delivery (
    organization_id {id} NOT NULL,
    id              {id} NOT NULL,
    webhook_id      {id} NOT NULL,
    event_id        {id} NOT NULL,
    kind            {text} NOT NULL,
    body            {text} NOT NULL,
    state           {text} NOT NULL CONSTRAINT webhook_delivery_state
                    CHECK (state IN ('waiting', 'delivered', 'dead')),
    attempts        {int} NOT NULL,
    status          {int},
    problem         {text},
    answer          {text},
    created_at      {int} NOT NULL,
    queued_at       {int} NOT NULL,
    due_at          {int},
    attempted_at    {int},
    PRIMARY KEY (organization_id, id),
    CONSTRAINT webhook_delivery_webhook FOREIGN KEY (organization_id, webhook_id)
        REFERENCES webhook (organization_id, id)
) {strict};
CREATE UNIQUE INDEX webhook_delivery_once ON webhook_delivery (organization_id, webhook_id, event_id);
CREATE INDEX webhook_delivery_waiting ON webhook_delivery (organization_id, webhook_id, id) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_dead ON webhook_delivery (organization_id, webhook_id, id) WHERE state = 'dead';
CREATE INDEX webhook_delivery_of_webhook ON webhook_delivery (organization_id, webhook_id, id);
CREATE INDEX webhook_delivery_age ON webhook_delivery (id);
{tenant webhook_delivery};

-- The operator's words in the place of the built-in ones.
CREATE TABLE mail_template (
    kind       {text} NOT NULL,
    language   {text} NOT NULL,
    subject    {text} NOT NULL,
    body       {text} NOT NULL,
    button     {text} NOT NULL,
    why        {text} NOT NULL,
    changed_by {id} NOT NULL REFERENCES user_account,
    changed_at {int} NOT NULL,
    PRIMARY KEY (kind, language)
) {strict};

-- What a person does not want to be mailed. Everything else is.
CREATE TABLE mail_refusal (
    user_id    {id} NOT NULL REFERENCES user_account,
    mail_group {text} NOT NULL,
    refused_at {int} NOT NULL,
    PRIMARY KEY (user_id, mail_group)
) {strict};

ALTER TABLE message ADD COLUMN user_id {id};
