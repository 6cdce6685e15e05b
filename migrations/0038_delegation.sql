-- A customer lets the people of a partner act for it. partner_id may be nobody's: whether an
-- organization exists is not told to who offers.
CREATE TABLE delegation (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    partner_id      {id} NOT NULL,
    roles           {json} NOT NULL,
    state           {text} NOT NULL CONSTRAINT delegation_state
                    CHECK (state IN ('offered', 'accepted', 'declined', 'revoked', 'given_up', 'ended')),
    offered_by      {id} NOT NULL REFERENCES user_account,
    created_at      {int} NOT NULL,
    expires_at      {int} NOT NULL,
    accepted_at     {int},
    ended_at        {int},
    PRIMARY KEY (organization_id, id)
) {strict};
CREATE UNIQUE INDEX delegation_one_open ON delegation (organization_id, partner_id)
    WHERE state IN ('offered', 'accepted');
CREATE INDEX delegation_partner ON delegation (partner_id);
{tenant delegation};

-- Through whose delegation it was sent: it works only while that is in force.
ALTER TABLE invitation ADD COLUMN partner_id {id};
