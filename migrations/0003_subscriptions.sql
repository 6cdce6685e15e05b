-- What customers order, keep, use and pay for. Every table belongs to an organization.

CREATE TABLE orders (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    state           {text} NOT NULL CONSTRAINT orders_state CHECK (state IN
                    ('draft', 'placed', 'provisioning', 'completed', 'failed', 'cancelled')),
    product_id      {id} NOT NULL REFERENCES product,
    revision_id     {id} NOT NULL REFERENCES revision,
    plan_id         {id} NOT NULL REFERENCES plan,
    subscription_id {id},
    placed_by       {id} NOT NULL REFERENCES user_account,
    placed_at       {int} NOT NULL,
    completed_at    {int},
    problem         {text},
    PRIMARY KEY (organization_id, id)
) {strict};
{tenant orders};

CREATE TABLE subscription (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    order_id        {id} NOT NULL,
    product_id      {id} NOT NULL REFERENCES product,
    revision_id     {id} NOT NULL REFERENCES revision,
    plan_id         {id} NOT NULL REFERENCES plan,
    seller_id       {id} NOT NULL REFERENCES seller,
    name            {text} NOT NULL,
    state           {text} NOT NULL CONSTRAINT subscription_state CHECK (state IN
                    ('pending', 'active', 'suspended', 'cancelled', 'ended')),
    started_at      {int},
    cancelled_at    {int},
    created_at      {int} NOT NULL,
    version         {int} NOT NULL,
    PRIMARY KEY (organization_id, id),
    CONSTRAINT subscription_order FOREIGN KEY (organization_id, order_id)
        REFERENCES orders (organization_id, id)
) {strict};
CREATE INDEX subscription_of_product ON subscription (product_id);
{tenant subscription};

-- Who agreed to which text, with an order or a submission: the digest names the very bytes.
CREATE TABLE agreement_acceptance (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    order_id        {id},
    submission_id   {id},
    kind            {text} NOT NULL CONSTRAINT agreement_acceptance_kind CHECK (kind IN
                    ('operator_terms', 'seller_terms', 'eula')),
    title           {text} NOT NULL,
    version         {text} NOT NULL,
    language        {text} NOT NULL,
    digest          {blob} NOT NULL REFERENCES file,
    accepted_by     {id} NOT NULL REFERENCES user_account,
    accepted_at     {int} NOT NULL,
    address         {text},
    PRIMARY KEY (organization_id, id),
    CONSTRAINT agreement_acceptance_order FOREIGN KEY (organization_id, order_id)
        REFERENCES orders (organization_id, id),
    CONSTRAINT agreement_acceptance_submission FOREIGN KEY (organization_id, submission_id)
        REFERENCES submission (organization_id, id),
    CONSTRAINT agreement_acceptance_of_one CHECK ((order_id IS NULL) <> (submission_id IS NULL))
) {strict};
CREATE INDEX agreement_acceptance_of_order ON agreement_acceptance (organization_id, order_id);
CREATE INDEX agreement_acceptance_of_submission
    ON agreement_acceptance (organization_id, submission_id);
{tenant agreement_acceptance};

CREATE TABLE ai_key (
    organization_id     {id} NOT NULL REFERENCES organization,
    id                  {id} NOT NULL,
    subscription_id     {id} NOT NULL,
    name                {text} NOT NULL,
    prefix              {text} NOT NULL,
    secret_digest       {blob} NOT NULL,
    models              {json} NOT NULL,
    requests_per_minute {int},
    tokens_per_minute   {int},
    expires_at          {int},
    created_by          {id} NOT NULL REFERENCES user_account,
    created_at          {int} NOT NULL,
    revoked_by          {id} REFERENCES user_account,
    revoked_at          {int},
    PRIMARY KEY (organization_id, id),
    CONSTRAINT ai_key_subscription FOREIGN KEY (organization_id, subscription_id)
        REFERENCES subscription (organization_id, id)
) {strict};
CREATE UNIQUE INDEX ai_key_secret ON ai_key (secret_digest);
CREATE UNIQUE INDEX ai_key_name ON ai_key (organization_id, subscription_id, lower(name))
    WHERE revoked_at IS NULL;
{tenant ai_key};

-- One row for each metered AI call, written once and never changed. The 16-byte id grows with time.
CREATE TABLE ai_usage (
    organization_id  {id} NOT NULL,
    id               {blob} NOT NULL,
    request_id       {text} NOT NULL,
    subscription_id  {id} NOT NULL,
    ai_key_id        {id} NOT NULL,
    ai_model_id      {id} NOT NULL,
    model            {text} NOT NULL,
    operation        {text} NOT NULL,
    day              {text} NOT NULL,
    started_at       {int} NOT NULL,
    ended_at         {int} NOT NULL,
    tokens_in        {int} NOT NULL,
    tokens_out       {int} NOT NULL,
    tokens_cached    {int} NOT NULL,
    tokens_reasoning {int} NOT NULL,
    quality          {text} NOT NULL CONSTRAINT ai_usage_quality CHECK (quality IN
                     ('exact', 'estimated', 'none')),
    upstream_status  {int} NOT NULL,
    client_status    {int} NOT NULL,
    is_complete      {bool} NOT NULL,
    PRIMARY KEY (organization_id, id)
) {monthly id};
CREATE INDEX ai_usage_of_subscription ON ai_usage (organization_id, subscription_id, started_at);
CREATE INDEX ai_usage_of_key ON ai_usage (organization_id, ai_key_id, started_at);
{tenant ai_usage};
