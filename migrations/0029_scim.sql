-- People and groups as the directory of an organization knows them (SCIM 2.0). A person is active by
-- the membership; user_id is whom the directory means, also when there is none at present.
CREATE TABLE scim_user (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    user_id         {id} REFERENCES user_account,
    user_name       {text} NOT NULL,
    external_id     {text},
    display_name    {text},
    formatted_name  {text},
    given_name      {text},
    family_name     {text},
    emails          {json} NOT NULL,
    group_roles     {json} NOT NULL DEFAULT '[]',
    roles_due       {bool} NOT NULL DEFAULT FALSE,
    created_at      {int} NOT NULL,
    changed_at      {int} NOT NULL,
    PRIMARY KEY (organization_id, id)
) {strict};
CREATE UNIQUE INDEX scim_user_name ON scim_user (organization_id, lower(user_name));
CREATE UNIQUE INDEX scim_user_external_id ON scim_user (organization_id, external_id);
CREATE UNIQUE INDEX scim_user_person ON scim_user (organization_id, user_id);
CREATE INDEX scim_user_due ON scim_user (organization_id) WHERE roles_due;
{tenant scim_user};

-- roles: what an owner gave to its members.
CREATE TABLE scim_group (
    organization_id {id} NOT NULL REFERENCES organization,
    id              {id} NOT NULL,
    display_name    {text} NOT NULL,
    external_id     {text},
    roles           {json} NOT NULL DEFAULT '[]',
    created_at      {int} NOT NULL,
    changed_at      {int} NOT NULL,
    PRIMARY KEY (organization_id, id)
) {strict};
CREATE UNIQUE INDEX scim_group_name ON scim_group (organization_id, lower(display_name));
CREATE UNIQUE INDEX scim_group_external_id ON scim_group (organization_id, external_id);
{tenant scim_group};

CREATE TABLE scim_group_member (
    organization_id {id} NOT NULL,
    group_id        {id} NOT NULL,
    scim_user_id    {id} NOT NULL,
    PRIMARY KEY (organization_id, group_id, scim_user_id),
    CONSTRAINT scim_group_member_group FOREIGN KEY (organization_id, group_id)
        REFERENCES scim_group (organization_id, id),
    CONSTRAINT scim_group_member_user FOREIGN KEY (organization_id, scim_user_id)
        REFERENCES scim_user (organization_id, id)
) {strict};
CREATE INDEX scim_group_member_person ON scim_group_member (organization_id, scim_user_id);
{tenant scim_group_member};
