-- Kubernetes products: clusters of customers, sellers' charts, what is deployed.

-- ── clusters ─────────────────────────────────────────────────────────────────────────────────

CREATE TABLE cloud_account (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    name            {text} NOT NULL,
    driver          {text} NOT NULL CONSTRAINT cloud_account_driver CHECK (driver IN ('openstack')),
    url             {text} NOT NULL,
    ca              {text},
    region          {text} NOT NULL,
    domain          {text} NOT NULL,
    user_name       {text} NOT NULL,
    sealed_password {blob},
    state           {text} NOT NULL CONSTRAINT cloud_account_state CHECK (state IN
                    ('checking', 'ready', 'refused', 'unreachable', 'removed')),
    problem         {text},
    projects        {json} NOT NULL,
    checked_at      {int},
    created_by      {id} NOT NULL REFERENCES user_account,
    created_at      {int} NOT NULL,
    removed_at      {int},
    PRIMARY KEY (organization_id, id)
) {strict};
CREATE UNIQUE INDEX cloud_account_name ON cloud_account (organization_id, lower(name))
    WHERE removed_at IS NULL;
{tenant cloud_account};

-- The administrator's credential is there only until the connecting job has run, and not after
-- admin_until at all. The token is that of the account which may read the cluster.
CREATE TABLE cluster (
    organization_id     {id} NOT NULL REFERENCES organization,
    id                  {id} NOT NULL,
    name                {text} NOT NULL,
    state               {text} NOT NULL CONSTRAINT cluster_state CHECK (state IN
                        ('connecting', 'ready', 'unreachable', 'refused', 'removed')),
    provider            {text} NOT NULL CONSTRAINT cluster_provider CHECK (provider IN
                        ('kubeconfig', 'openstack')),
    cloud_account_id    {id},
    project_id          {text},
    provider_cluster_id {text},
    may_read_cluster    {bool} NOT NULL,
    server              {text},
    tls_name            {text},
    ca                  {text},
    sealed_admin        {blob},
    admin_until         {int},
    sealed_token        {blob},
    token_renew_at      {int},
    token_expires_at    {int},
    version             {text},
    problem             {text},
    checked_at          {int},
    facts               {json},
    created_by          {id} NOT NULL REFERENCES user_account,
    created_at          {int} NOT NULL,
    removed_at          {int},
    PRIMARY KEY (organization_id, id),
    CONSTRAINT cluster_cloud_account FOREIGN KEY (organization_id, cloud_account_id)
        REFERENCES cloud_account (organization_id, id)
) {strict};
CREATE UNIQUE INDEX cluster_name ON cluster (organization_id, lower(name)) WHERE removed_at IS NULL;
{tenant cluster};

-- The token is that of the account which may deploy in the namespace.
CREATE TABLE cluster_namespace (
    organization_id  {id} NOT NULL REFERENCES organization,
    cluster_id       {id} NOT NULL,
    name             {text} NOT NULL,
    state            {text} NOT NULL CONSTRAINT cluster_namespace_state CHECK (state IN
                     ('pending', 'granted', 'refused')),
    problem          {text},
    sealed_token     {blob},
    token_renew_at   {int},
    token_expires_at {int},
    secrets          {json},
    PRIMARY KEY (organization_id, cluster_id, name),
    CONSTRAINT cluster_namespace_cluster FOREIGN KEY (organization_id, cluster_id)
        REFERENCES cluster (organization_id, id)
) {strict};
{tenant cluster_namespace};

-- ── charts ──────────────────────────────────────────────────────────────────────────────────────

-- The chart of a revision. Its bytes are a file, pinned by digest.
CREATE TABLE chart (
    id                         {id} PRIMARY KEY,
    revision_id                {id} NOT NULL REFERENCES revision,
    source                     {json} NOT NULL,
    source_key                 {text} NOT NULL,
    state                      {text} NOT NULL CONSTRAINT chart_state CHECK (state IN
                               ('pending', 'ready', 'refused')),
    problem                    {text},
    digest                     {blob} REFERENCES file,
    chart_name                 {text},
    chart_version              {text},
    app_version                {text},
    kube_version               {text},
    minimum_kubernetes_version {text},
    form                       {json} NOT NULL,
    licence                    {json},
    defaults                   {json},
    schema                     {json},
    inspection                 {json},
    manifest                   {text},
    created_at                 {int} NOT NULL,
    taken_in_at                {int},
    CONSTRAINT chart_is_complete CHECK (state <> 'ready' OR (digest IS NOT NULL AND defaults IS NOT NULL
                               AND inspection IS NOT NULL))
) {strict};
CREATE UNIQUE INDEX chart_of_revision ON chart (revision_id);

-- What the customer's cloud charges for a month of what a product takes of it. Set by the operator.
CREATE TABLE infrastructure_price (
    id            {id} PRIMARY KEY,
    kind          {text} NOT NULL CONSTRAINT infrastructure_price_kind CHECK (kind IN
                  ('cpu', 'memory', 'disk', 'load_balancer')),
    storage_class {text},
    rate          {json} NOT NULL,
    changed_at    {int} NOT NULL
) {strict};
CREATE UNIQUE INDEX infrastructure_price_of ON infrastructure_price (kind, coalesce(storage_class, ''));
