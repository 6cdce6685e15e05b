-- Roles are rows: each may have an end, and says who gave it.
CREATE TABLE membership_role (
    organization_id {id} NOT NULL,
    user_id         {id} NOT NULL,
    role            {text} NOT NULL CONSTRAINT membership_role_name
                    CHECK (role IN ('reports', 'profile', 'purchasing', 'administrator', 'owner', 'offerings', 'operator')),
    ends_at         {int},
    warned_at       {int},
    granted_by      {id} REFERENCES user_account,
    granted_at      {int} NOT NULL,
    PRIMARY KEY (organization_id, user_id, role),
    CONSTRAINT membership_role_membership FOREIGN KEY (organization_id, user_id)
        REFERENCES membership (organization_id, user_id)
) {strict};
CREATE INDEX membership_role_end ON membership_role (ends_at) WHERE ends_at IS NOT NULL;
{tenant membership_role};

INSERT INTO membership_role (organization_id, user_id, role, granted_at)
    SELECT organization_id, user_id, known.role, created_at FROM membership
    CROSS JOIN (SELECT 'reports' AS role UNION ALL SELECT 'profile' UNION ALL SELECT 'purchasing'
        UNION ALL SELECT 'owner' UNION ALL SELECT 'offerings' UNION ALL SELECT 'operator') AS known
    WHERE known.role IN {list roles};
ALTER TABLE membership DROP COLUMN roles;
ALTER TABLE membership ADD COLUMN version {int} NOT NULL DEFAULT 1;

-- An owner makes somebody else one; that person decides.
CREATE TABLE ownership_transfer (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    from_user_id    {id} NOT NULL REFERENCES user_account,
    to_user_id      {id} NOT NULL REFERENCES user_account,
    stays_owner     {bool} NOT NULL,
    state           {text} NOT NULL CONSTRAINT ownership_transfer_state
                    CHECK (state IN ('pending', 'accepted', 'declined', 'withdrawn', 'expired')),
    created_at      {int} NOT NULL,
    expires_at      {int} NOT NULL,
    decided_at      {int},
    PRIMARY KEY (organization_id, id)
) {strict};
CREATE UNIQUE INDEX ownership_transfer_one_pending ON ownership_transfer (organization_id)
    WHERE state = 'pending';
{tenant ownership_transfer};
