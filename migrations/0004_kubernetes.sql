-- Kubernetes products: clusters of customers, sellers' charts, what is deployed.

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
