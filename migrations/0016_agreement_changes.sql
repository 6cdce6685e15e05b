-- What is agreed to beside orders: a licence agreement that applies to who subscribed before, and
-- the terms for sellers with a submission. And categories that sellers propose.

ALTER TABLE revision_document ADD COLUMN applies_to_subscribers {bool} NOT NULL DEFAULT FALSE;

-- A check that names several columns can only go with its table, on SQLite. An acceptance belongs to
-- an order, a submission of an organization, or a revision: accepted when that was submitted, or
-- by notice to a subscription, which nobody accepts in person.
CREATE TABLE agreement_acceptance_next (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    order_id        {id},
    submission_id   {id},
    revision_id     {id} REFERENCES revision,
    subscription_id {id},
    kind            {text} NOT NULL CONSTRAINT agreement_acceptance_kind CHECK (kind IN
                    ('operator_terms', 'seller_terms', 'eula', 'quote_terms')),
    title           {text} NOT NULL,
    version         {text} NOT NULL,
    language        {text} NOT NULL,
    digest          {blob} NOT NULL REFERENCES file,
    accepted_by     {id} REFERENCES user_account,
    accepted_at     {int} NOT NULL,
    address         {text},
    PRIMARY KEY (organization_id, id),
    CONSTRAINT agreement_acceptance_order FOREIGN KEY (organization_id, order_id)
        REFERENCES orders (organization_id, id),
    CONSTRAINT agreement_acceptance_submission FOREIGN KEY (organization_id, submission_id)
        REFERENCES submission (organization_id, id),
    CONSTRAINT agreement_acceptance_subscription FOREIGN KEY (organization_id, subscription_id)
        REFERENCES subscription (organization_id, id),
    CONSTRAINT agreement_acceptance_of_one CHECK (
        CASE WHEN order_id IS NULL THEN 0 ELSE 1 END + CASE WHEN submission_id IS NULL THEN 0 ELSE 1 END
        + CASE WHEN revision_id IS NULL THEN 0 ELSE 1 END = 1),
    CONSTRAINT agreement_acceptance_by_notice CHECK ((accepted_by IS NULL) = (subscription_id IS NOT NULL))
) {strict};
INSERT INTO agreement_acceptance_next (organization_id, id, order_id, submission_id, kind, title, version,
        language, digest, accepted_by, accepted_at, address)
    SELECT organization_id, id, order_id, submission_id, kind, title, version, language, digest, accepted_by,
        accepted_at, address FROM agreement_acceptance;
DROP TABLE agreement_acceptance;
ALTER TABLE agreement_acceptance_next RENAME TO agreement_acceptance;
CREATE INDEX agreement_acceptance_of_order ON agreement_acceptance (organization_id, order_id);
CREATE INDEX agreement_acceptance_of_submission ON agreement_acceptance (organization_id, submission_id);
CREATE INDEX agreement_acceptance_of_revision ON agreement_acceptance (revision_id);
CREATE UNIQUE INDEX agreement_acceptance_notice
    ON agreement_acceptance (organization_id, subscription_id, revision_id);
{tenant agreement_acceptance};

-- Who was told of it.
CREATE TABLE agreement_notice (
    organization_id {id} NOT NULL,
    acceptance_id   {id} NOT NULL,
    user_id         {id} NOT NULL REFERENCES user_account,
    PRIMARY KEY (organization_id, acceptance_id, user_id),
    CONSTRAINT agreement_notice_acceptance FOREIGN KEY (organization_id, acceptance_id)
        REFERENCES agreement_acceptance (organization_id, id)
) {strict};
{tenant agreement_notice};

-- NULL until the operator has decided about the one that its seller proposes.
ALTER TABLE revision ADD COLUMN proposed_category {json};
ALTER TABLE revision ADD COLUMN former_category_id {id};
UPDATE revision SET former_category_id = category_id;
ALTER TABLE revision DROP COLUMN category_id;
ALTER TABLE revision ADD COLUMN category_id {id} REFERENCES category;
UPDATE revision SET category_id = former_category_id;
ALTER TABLE revision DROP COLUMN former_category_id;
