-- By what people sign in who act for the organization.
CREATE TABLE authentication_rules (
    organization_id    {id} PRIMARY KEY REFERENCES organization,
    methods            {json} NOT NULL,
    second_factor_from {int},
    changed_by         {id} REFERENCES user_account,
    changed_at         {int} NOT NULL,
    version            {int} NOT NULL
) {strict};
{tenant authentication_rules};

-- For which organization its owner acts in the session although the rules do not allow its method.
ALTER TABLE session ADD COLUMN break_glass_organization_id {id} REFERENCES organization;
