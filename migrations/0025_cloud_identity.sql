-- A domain of a cloud is an organization here; its users are people who may come.

CREATE TABLE cloud_domain (
    organization_id  {id} NOT NULL REFERENCES organization,
    id               {id} NOT NULL,
    provider_id      {id} NOT NULL REFERENCES identity_provider (id),
    domain_id        {text} NOT NULL,
    name             {text} NOT NULL,
    projects         {json} NOT NULL,
    sealed_token     {blob},
    token_expires_at {int},
    read_at          {int},
    problem          {text},
    created_at       {int} NOT NULL,
    PRIMARY KEY (organization_id, id)
) {strict};
CREATE UNIQUE INDEX cloud_domain_once ON cloud_domain (provider_id, domain_id);
{tenant cloud_domain};

-- As the cloud lists them, or as they came. Whoever came has user_id; roles wait for who did not.
CREATE TABLE cloud_user (
    organization_id {id} NOT NULL,
    cloud_domain_id {id} NOT NULL,
    subject         {text} NOT NULL,
    name            {text} NOT NULL,
    email           {text},
    user_id         {id} REFERENCES user_account,
    roles           {json} NOT NULL,
    held_roles      {json} NOT NULL,
    signed_in_at    {int},
    PRIMARY KEY (organization_id, cloud_domain_id, subject),
    CONSTRAINT cloud_user_domain FOREIGN KEY (organization_id, cloud_domain_id)
        REFERENCES cloud_domain (organization_id, id)
) {strict};
CREATE INDEX cloud_user_person ON cloud_user (user_id);
{tenant cloud_user};
