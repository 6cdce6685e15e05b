-- Private quotes: what a seller offers to who asked, until the customer agrees. And what belongs to
-- a conversation beside words: attachments, and texts a seller keeps for replies.

-- A check can only go with its column, on both engines: the state moves out and back in.
ALTER TABLE lead ADD COLUMN former_state {text};
UPDATE lead SET former_state = state;
ALTER TABLE lead DROP COLUMN state;
ALTER TABLE lead ADD COLUMN state {text} NOT NULL DEFAULT 'new' CONSTRAINT lead_state CHECK (state IN
    ('new', 'seen', 'answered', 'quoted', 'won', 'lost', 'withdrawn'));
UPDATE lead SET state = former_state;
ALTER TABLE lead DROP COLUMN former_state;

ALTER TABLE agreement_acceptance ADD COLUMN former_kind {text};
UPDATE agreement_acceptance SET former_kind = kind;
ALTER TABLE agreement_acceptance DROP COLUMN kind;
ALTER TABLE agreement_acceptance ADD COLUMN kind {text} NOT NULL DEFAULT 'eula'
    CONSTRAINT agreement_acceptance_kind CHECK (kind IN
    ('operator_terms', 'seller_terms', 'eula', 'quote_terms'));
UPDATE agreement_acceptance SET kind = former_kind;
ALTER TABLE agreement_acceptance DROP COLUMN former_kind;

-- It names both organizations as its lead does. What was sent is never changed but for its state.
CREATE TABLE quote (
    organization_id        {id} NOT NULL,
    id                     {id} NOT NULL,
    seller_organization_id {id} NOT NULL,
    lead_id                {id} NOT NULL,
    number                 {int} NOT NULL,
    state                  {text} NOT NULL CONSTRAINT quote_state CHECK (state IN ('draft', 'sent',
                           'accepted', 'declined', 'expired', 'withdrawn', 'replaced')),
    lines                  {json} NOT NULL,
    description            {text},
    terms                  {text},
    terms_title            {text},
    terms_digest           {blob} REFERENCES file,
    language               {text},
    valid_until            {text},
    expires_at             {int},
    is_delivered_later     {bool} NOT NULL,
    created_by             {id} NOT NULL REFERENCES user_account,
    created_at             {int} NOT NULL,
    sent_by                {id} REFERENCES user_account,
    sent_at                {int},
    reminded_at            {int},
    ended_at               {int},
    decided_by             {id} REFERENCES user_account,
    reason                 {text},
    order_id               {id},
    subscription_id        {id},
    delivered_at           {int},
    version                {int} NOT NULL,
    PRIMARY KEY (organization_id, id),
    CONSTRAINT quote_lead FOREIGN KEY (organization_id, seller_organization_id, lead_id)
        REFERENCES lead (organization_id, seller_organization_id, id),
    CONSTRAINT quote_order FOREIGN KEY (organization_id, order_id)
        REFERENCES orders (organization_id, id),
    CONSTRAINT quote_accepted CHECK ((state = 'accepted') = (order_id IS NOT NULL))
) {strict};
CREATE UNIQUE INDEX quote_number ON quote (organization_id, lead_id, number);
-- One is being written, and one is open.
CREATE UNIQUE INDEX quote_current ON quote (organization_id, lead_id, state)
    WHERE state IN ('draft', 'sent');
CREATE INDEX quote_of_seller ON quote (seller_organization_id, id);
CREATE INDEX quote_of_subscription ON quote (organization_id, subscription_id);
CREATE INDEX quote_due ON quote (expires_at) WHERE state = 'sent';
CREATE INDEX quote_terms ON quote (terms_digest);
{shared quote};

-- What came with a request (no message) or with a message.
CREATE TABLE lead_attachment (
    organization_id        {id} NOT NULL,
    id                     {id} NOT NULL,
    seller_organization_id {id} NOT NULL,
    lead_id                {id} NOT NULL,
    message_id             {id},
    name                   {text} NOT NULL,
    media_type             {text} NOT NULL,
    size                   {int} NOT NULL,
    digest                 {blob} NOT NULL REFERENCES file,
    PRIMARY KEY (organization_id, id),
    CONSTRAINT lead_attachment_lead FOREIGN KEY (organization_id, seller_organization_id, lead_id)
        REFERENCES lead (organization_id, seller_organization_id, id),
    CONSTRAINT lead_attachment_message FOREIGN KEY (organization_id, message_id)
        REFERENCES lead_message (organization_id, id)
) {strict};
CREATE INDEX lead_attachment_of_lead ON lead_attachment (organization_id, lead_id, id);
{shared lead_attachment};

-- Texts that a seller keeps for replies to leads.
CREATE TABLE reply_template (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    name            {text} NOT NULL,
    text            {text} NOT NULL,
    changed_at      {int} NOT NULL,
    version         {int} NOT NULL,
    PRIMARY KEY (organization_id, id)
) {strict};
CREATE UNIQUE INDEX reply_template_name ON reply_template (organization_id, lower(name));
{tenant reply_template};
