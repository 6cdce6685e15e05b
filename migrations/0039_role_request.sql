-- A member asks for a role that it lacks; who manages members decides.
CREATE TABLE role_request (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    user_id         {id} NOT NULL REFERENCES user_account,
    role            {text} NOT NULL,
    reason          {text} NOT NULL,
    state           {text} NOT NULL CONSTRAINT role_request_state
                    CHECK (state IN ('pending', 'approved', 'declined', 'withdrawn', 'expired')),
    created_at      {int} NOT NULL,
    expires_at      {int} NOT NULL,
    decided_by      {id} REFERENCES user_account,
    decided_at      {int},
    decline_reason  {text},
    PRIMARY KEY (organization_id, id)
) {strict};
CREATE UNIQUE INDEX role_request_one_pending ON role_request (organization_id, user_id, role)
    WHERE state = 'pending';
CREATE INDEX role_request_user ON role_request (organization_id, user_id, id);
{tenant role_request};
