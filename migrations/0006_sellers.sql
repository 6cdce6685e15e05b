-- How an organization becomes a seller.

-- What it said when it applied; the submission of the same id tells what became of it.
CREATE TABLE seller_application (
    organization_id {id} NOT NULL,
    id              {id} NOT NULL,
    name            {text} NOT NULL,
    contact_email   {text} NOT NULL,
    support_email   {text} NOT NULL,
    support_url     {text},
    website         {text} NOT NULL,
    country         {text} NOT NULL,
    PRIMARY KEY (organization_id, id),
    CONSTRAINT seller_application_submission FOREIGN KEY (organization_id, id)
        REFERENCES submission (organization_id, id)
) {strict};
{tenant seller_application};
