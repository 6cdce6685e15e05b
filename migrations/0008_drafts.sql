-- What sellers write before it is a revision, the files of it, and pictures of products.

-- The working copy of an offer, in whatever state of completeness.
CREATE TABLE draft (
    organization_id   {id} NOT NULL REFERENCES organization,
    id                {id} NOT NULL,
    product_id        {id} REFERENCES product,
    slug              {text} NOT NULL,
    name              {text} NOT NULL,
    service_type      {text} NOT NULL,
    licence_type      {text} NOT NULL,
    document          {json} NOT NULL,
    revision_id       {id} REFERENCES revision,
    sent_version      {int} NOT NULL,
    created_at        {int} NOT NULL,
    changed_by        {id} REFERENCES user_account,
    changed_at        {int} NOT NULL,
    version           {int} NOT NULL,
    PRIMARY KEY (organization_id, id)
) {strict};
CREATE UNIQUE INDEX draft_of_product ON draft (product_id) WHERE product_id IS NOT NULL;
CREATE INDEX draft_of_revision ON draft (revision_id);
{tenant draft};

-- What was uploaded for a draft, or came with the revision it began from.
CREATE TABLE draft_file (
    organization_id {id} NOT NULL,
    draft_id        {id} NOT NULL,
    digest          {blob} NOT NULL REFERENCES file,
    created_at      {int} NOT NULL,
    PRIMARY KEY (organization_id, draft_id, digest),
    CONSTRAINT draft_file_draft FOREIGN KEY (organization_id, draft_id)
        REFERENCES draft (organization_id, id)
) {strict};
CREATE INDEX draft_file_digest ON draft_file (digest);
{tenant draft_file};

-- The key of an address in the draft; what it says in clear is nowhere.
CREATE TABLE draft_key (
    organization_id {id} NOT NULL,
    draft_id        {id} NOT NULL,
    url             {text} NOT NULL,
    sealed_key      {blob} NOT NULL,
    PRIMARY KEY (organization_id, draft_id, url),
    CONSTRAINT draft_key_draft FOREIGN KEY (organization_id, draft_id)
        REFERENCES draft (organization_id, id)
) {strict};
{tenant draft_key};

CREATE TABLE revision_screenshot (
    revision_id {id} NOT NULL REFERENCES revision,
    position    {int} NOT NULL,
    digest      {blob} NOT NULL REFERENCES file,
    alt         {json} NOT NULL,
    PRIMARY KEY (revision_id, position)
) {strict};
CREATE INDEX revision_screenshot_digest ON revision_screenshot (digest);
