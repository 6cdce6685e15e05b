-- Private offers: what a seller asks, who requested one, and what both then wrote to each other.

ALTER TABLE plan ADD COLUMN questions {json} NOT NULL DEFAULT '[]';

-- A request to the customer, a lead to the seller: one row, which these two organizations see.
CREATE TABLE lead (
    organization_id        {id} NOT NULL REFERENCES organization,
    id                     {id} NOT NULL,
    seller_organization_id {id} NOT NULL REFERENCES organization,
    seller_id              {id} NOT NULL REFERENCES seller,
    product_id             {id} NOT NULL REFERENCES product,
    plan_id                {id} NOT NULL REFERENCES plan,
    reference              {text} NOT NULL,
    state                  {text} NOT NULL CONSTRAINT lead_state CHECK (state IN
                           ('new', 'seen', 'answered', 'won', 'lost', 'withdrawn')),
    answers                {json} NOT NULL,
    comment                {text},
    applied_by             {id} NOT NULL REFERENCES user_account,
    applied_at             {int} NOT NULL,
    seen_at                {int},
    answered_at            {int},
    ended_at               {int},
    assigned_to            {id} REFERENCES user_account,
    version                {int} NOT NULL,
    PRIMARY KEY (organization_id, id),
    CONSTRAINT lead_of_two CHECK (organization_id <> seller_organization_id)
) {strict};
CREATE UNIQUE INDEX lead_of_seller ON lead (seller_organization_id, id);
CREATE UNIQUE INDEX lead_of_both ON lead (organization_id, seller_organization_id, id);
CREATE UNIQUE INDEX lead_reference ON lead (reference);
{shared lead};

-- It names both organizations as its lead does, so it cannot belong to a lead of others.
CREATE TABLE lead_message (
    organization_id        {id} NOT NULL,
    id                     {id} NOT NULL,
    seller_organization_id {id} NOT NULL,
    lead_id                {id} NOT NULL,
    is_by_seller           {bool} NOT NULL,
    written_by             {id} NOT NULL REFERENCES user_account,
    written_at             {int} NOT NULL,
    text                   {text} NOT NULL,
    PRIMARY KEY (organization_id, id),
    CONSTRAINT lead_message_lead FOREIGN KEY (organization_id, seller_organization_id, lead_id)
        REFERENCES lead (organization_id, seller_organization_id, id)
) {strict};
CREATE INDEX lead_message_of_lead ON lead_message (organization_id, lead_id, id);
{shared lead_message};
