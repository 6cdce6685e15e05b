-- How revisions are judged: by what Kontor checks itself, then by a person of the operator.

-- One submission of a revision, and what was decided of it.
CREATE TABLE review (
    id              {id} PRIMARY KEY,
    revision_id     {id} NOT NULL REFERENCES revision,
    state           {text} NOT NULL CONSTRAINT review_state CHECK (state IN
                    ('waiting', 'approved', 'rejected', 'withdrawn')),
    submitted_by    {id},
    submitted_at    {int} NOT NULL,
    decided_by      {id},
    decided_at      {int},
    reason          {text},
    reasons         {json} NOT NULL,
    override_reason {text}
) {strict};
CREATE UNIQUE INDEX review_one_waiting ON review (revision_id) WHERE state = 'waiting';
CREATE INDEX review_of_revision ON review (revision_id, id);
CREATE INDEX review_queue ON review (state, id);
INSERT INTO review (id, revision_id, state, submitted_by, submitted_at, reasons)
    SELECT 'rvw_' || substr(id, 5), id, 'waiting', created_by, created_at, '[]'
    FROM revision WHERE state = 'in_review';

-- What the checks found, of what the revision said then.
CREATE TABLE verdict (
    revision_id    {id} PRIMARY KEY REFERENCES revision,
    state          {text} NOT NULL CONSTRAINT verdict_state CHECK (state IN ('waiting', 'done')),
    content_digest {blob} NOT NULL,
    findings       {json} NOT NULL,
    warnings       {int} NOT NULL,
    blocking       {int} NOT NULL,
    requested_at   {int} NOT NULL,
    checked_at     {int}
) {strict};
