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

-- The chart of a revision. Its bytes are a file, pinned by digest. One that was replaced before its
-- revision was approved stays for those who tested it.
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
    replaced_at                {int},
    CONSTRAINT chart_is_complete CHECK (state <> 'ready' OR (digest IS NOT NULL AND defaults IS NOT NULL
                               AND inspection IS NOT NULL))
) {strict};
CREATE UNIQUE INDEX chart_of_revision ON chart (revision_id) WHERE replaced_at IS NULL;

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

-- ── deployments ─────────────────────────────────────────────────────────────────────────────────

-- What a customer fills in before a chart is deployed, or a seller before testing it: then there is
-- no plan. Confidential answers are sealed.
CREATE TABLE configuration (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    product_id      {id} NOT NULL REFERENCES product,
    revision_id     {id} NOT NULL REFERENCES revision,
    plan_id         {id} REFERENCES plan,
    cluster_id      {id},
    namespace       {text},
    release_name    {text},
    answers         {json} NOT NULL,
    confidential    {json} NOT NULL,
    sealed_answers  {blob},
    sealed_licence  {blob},
    created_by      {id} NOT NULL REFERENCES user_account,
    changed_by      {id} NOT NULL REFERENCES user_account,
    created_at      {int} NOT NULL,
    changed_at      {int} NOT NULL,
    ordered_at      {int},
    version         {int} NOT NULL,
    PRIMARY KEY (organization_id, id),
    CONSTRAINT configuration_cluster FOREIGN KEY (organization_id, cluster_id)
        REFERENCES cluster (organization_id, id)
) {strict};
{tenant configuration};

-- What the last check of a configuration found, and what it would make (without secrets).
CREATE TABLE preflight (
    organization_id       {id} NOT NULL REFERENCES organization,
    configuration_id      {id} NOT NULL,
    configuration_version {int} NOT NULL,
    state                 {text} NOT NULL CONSTRAINT preflight_state CHECK (state IN
                          ('waiting', 'done', 'failed')),
    problem               {text},
    findings              {json} NOT NULL,
    manifest_digest       {blob},
    manifest              {text},
    needs                 {json} NOT NULL,
    requested_at          {int} NOT NULL,
    checked_at            {int},
    PRIMARY KEY (organization_id, configuration_id),
    CONSTRAINT preflight_configuration FOREIGN KEY (organization_id, configuration_id)
        REFERENCES configuration (organization_id, id) ON DELETE CASCADE
) {strict};
{tenant preflight};

-- A chart that runs in a customer's cluster, or in a seller's for a test: then there is no
-- subscription. What was seen there last stands in objects, volumes and hosts.
CREATE TABLE workload (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    subscription_id {id},
    product_id      {id} NOT NULL REFERENCES product,
    revision_id     {id} NOT NULL REFERENCES revision,
    chart_id        {id} NOT NULL REFERENCES chart,
    cluster_id      {id} NOT NULL,
    namespace       {text} NOT NULL,
    release_name    {text} NOT NULL,
    state           {text} NOT NULL CONSTRAINT workload_state CHECK (state IN
                    ('waiting', 'deploying', 'ready', 'failed', 'degraded', 'upgrading', 'rolling_back', 'removing',
                     'removed')),
    cause           {text},
    helm_revision   {int} NOT NULL,
    answers         {json} NOT NULL,
    sealed_licence  {blob},
    objects         {json} NOT NULL,
    volumes         {json} NOT NULL,
    hosts           {json} NOT NULL,
    deployed_at     {int},
    removed_at      {int},
    created_at      {int} NOT NULL,
    watched_at      {int},
    version         {int} NOT NULL,
    PRIMARY KEY (organization_id, id),
    CONSTRAINT workload_subscription FOREIGN KEY (organization_id, subscription_id)
        REFERENCES subscription (organization_id, id),
    CONSTRAINT workload_cluster FOREIGN KEY (organization_id, cluster_id)
        REFERENCES cluster (organization_id, id)
) {strict};
CREATE UNIQUE INDEX release_taken ON workload (organization_id, cluster_id, namespace, release_name)
    WHERE state <> 'removed';
CREATE UNIQUE INDEX workload_of_subscription ON workload (organization_id, subscription_id);
CREATE INDEX workload_to_watch ON workload (watched_at) WHERE state IN ('ready', 'degraded');
{tenant workload};

-- One change of a workload, run by a job. Of a workload one is under way.
CREATE TABLE operation (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    workload_id     {id} NOT NULL,
    kind            {text} NOT NULL CONSTRAINT operation_kind CHECK (kind IN
                    ('install', 'upgrade', 'rollback', 'remove')),
    state           {text} NOT NULL CONSTRAINT operation_state CHECK (state IN
                    ('waiting', 'running', 'succeeded', 'failed', 'cancelled')),
    revision_id     {id} NOT NULL REFERENCES revision,
    chart_id        {id} NOT NULL REFERENCES chart,
    answers         {json} NOT NULL,
    sealed_answers  {blob},
    helm_revision   {int} NOT NULL,
    remove_volumes  {json} NOT NULL,
    has_begun       {bool} NOT NULL,
    step            {text},
    problem         {text},
    manifest        {text},
    requested_by    {id} NOT NULL REFERENCES user_account,
    created_at      {int} NOT NULL,
    started_at      {int},
    ended_at        {int},
    stops_at        {int},
    PRIMARY KEY (organization_id, id),
    CONSTRAINT operation_workload FOREIGN KEY (organization_id, workload_id)
        REFERENCES workload (organization_id, id)
) {strict};
CREATE UNIQUE INDEX operation_in_progress ON operation (organization_id, workload_id)
    WHERE state IN ('waiting', 'running');
CREATE INDEX operation_of_workload ON operation (organization_id, workload_id, id);
{tenant operation};
