-- Where a model's calls go, tried in order, as a revision says it: calls go where the active
-- revision of the product says.
CREATE TABLE revision_upstream (
    revision_id    {id} NOT NULL,
    model_name     {text} NOT NULL,
    position       {int} NOT NULL,
    url            {text} NOT NULL,
    upstream_model {text} NOT NULL,
    sealed_key     {blob},
    CONSTRAINT ai_upstream_place PRIMARY KEY (revision_id, model_name, position),
    CONSTRAINT ai_upstream_model FOREIGN KEY (revision_id, model_name)
        REFERENCES ai_model (revision_id, name)
) {strict};
INSERT INTO revision_upstream (revision_id, model_name, position, url, upstream_model, sealed_key)
    SELECT m.revision_id, u.model_name, u.position, u.url, u.upstream_model, u.sealed_key
    FROM ai_upstream u JOIN ai_model m ON m.product_id = u.product_id AND m.name = u.model_name;
DROP TABLE ai_upstream;
ALTER TABLE revision_upstream RENAME TO ai_upstream;

-- A small call of an upstream, as a seller's test: the newest of a draft's, or the evidence that
-- came with a revision.
CREATE TABLE test_call (
    organization_id {id} NOT NULL,
    id              {id} NOT NULL,
    draft_id        {id},
    revision_id     {id} REFERENCES revision,
    model_name      {text} NOT NULL,
    url             {text} NOT NULL,
    upstream_model  {text} NOT NULL,
    capability      {text} NOT NULL,
    state           {text} NOT NULL CONSTRAINT test_call_state CHECK (state IN ('waiting', 'done')),
    upstream_digest {blob},
    status          {int},
    latency_ms      {int},
    tokens_in       {int},
    tokens_out      {int},
    answer          {text},
    problem         {text},
    requested_by    {id} REFERENCES user_account,
    requested_at    {int} NOT NULL,
    ended_at        {int},
    PRIMARY KEY (organization_id, id),
    CONSTRAINT test_call_whose CHECK (draft_id IS NULL OR revision_id IS NULL),
    CONSTRAINT test_call_draft FOREIGN KEY (organization_id, draft_id)
        REFERENCES draft (organization_id, id)
) {strict};
CREATE INDEX test_call_of_draft ON test_call (organization_id, draft_id, id);
CREATE INDEX test_call_of_revision ON test_call (organization_id, revision_id, id);
{tenant test_call};
