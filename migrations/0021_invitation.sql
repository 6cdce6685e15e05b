-- Somebody is asked by mail to join an organization. The secret in the link is an HMAC under the
-- master key of the id and of when it was sent, so there is nothing here that could be stolen.
CREATE TABLE invitation (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    email           {text} NOT NULL,
    roles           {json} NOT NULL,
    language        {text} NOT NULL,
    state           {text} NOT NULL CONSTRAINT invitation_state
                    CHECK (state IN ('pending', 'accepted', 'withdrawn')),
    invited_by      {id} NOT NULL REFERENCES user_account,
    created_at      {int} NOT NULL,
    sent_at         {int} NOT NULL,
    expires_at      {int} NOT NULL,
    decided_at      {int},
    accepted_by     {id} REFERENCES user_account,
    PRIMARY KEY (organization_id, id)
) {strict};
CREATE UNIQUE INDEX invitation_one_pending ON invitation (organization_id, lower(email))
    WHERE state = 'pending';
{tenant invitation};

-- Nobody is signed in by this account any more: its person belongs to no organization. The row stays
-- for what the person did, and an invitation or a registration opens it anew.
ALTER TABLE user_account ADD COLUMN closed_at {int};
