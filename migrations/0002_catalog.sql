-- What is for sale. Readable by everybody once published; owned by a seller.

CREATE TABLE category (
    id        {id} PRIMARY KEY,
    slug      {text} NOT NULL,
    parent_id {id} REFERENCES category,
    position  {int} NOT NULL,
    name      {json} NOT NULL
) {strict};
CREATE UNIQUE INDEX category_slug ON category (slug);

CREATE TABLE seller (
    id              {id} PRIMARY KEY,
    organization_id {id} NOT NULL REFERENCES organization,
    slug            {text} NOT NULL,
    name            {text} NOT NULL,
    about           {json} NOT NULL,
    website         {text} NOT NULL,
    contact_email   {text} NOT NULL,
    support_email   {text} NOT NULL,
    support_url     {text},
    country         {text} NOT NULL,
    company         {json},
    logo_digest     {blob} REFERENCES file,
    created_at      {int} NOT NULL,
    edited_at       {int},
    version         {int} NOT NULL
) {strict};
CREATE UNIQUE INDEX seller_slug ON seller (slug);
CREATE UNIQUE INDEX seller_of_organization ON seller (organization_id);

CREATE TABLE product (
    id                 {id} PRIMARY KEY,
    seller_id          {id} NOT NULL REFERENCES seller,
    slug               {text} NOT NULL,
    name               {text} NOT NULL,
    service_type       {text} NOT NULL CONSTRAINT product_service_type CHECK (service_type IN
                       ('private_offer', 'ai', 'kubernetes', 'image', 'managed', 'infrastructure', 'licence')),
    licence_type       {text} NOT NULL CONSTRAINT product_licence_type CHECK (licence_type IN
                       ('free', 'open_source', 'trial', 'byol', 'hourly', 'subscription', 'usage', 'on_request')),
    state              {text} NOT NULL CONSTRAINT product_state CHECK (state IN
                       ('unpublished', 'published', 'end_of_life')),
    active_revision_id {id},
    is_recommended     {bool} NOT NULL,
    published_at       {int},
    created_at         {int} NOT NULL,
    version            {int} NOT NULL
) {strict};
CREATE UNIQUE INDEX product_slug ON product (slug);

CREATE TABLE revision (
    id                {id} PRIMARY KEY,
    product_id        {id} NOT NULL REFERENCES product,
    number            {int} NOT NULL,
    state             {text} NOT NULL CONSTRAINT revision_state CHECK (state IN
                      ('draft', 'in_review', 'rejected', 'approved', 'active', 'replaced')),
    category_id       {id} NOT NULL REFERENCES category,
    product_version   {text} NOT NULL,
    short_description {json} NOT NULL,
    description       {json} NOT NULL,
    price_info        {json},
    licence_info      {json},
    features          {json} NOT NULL,
    used_software     {json} NOT NULL,
    guides            {json} NOT NULL,
    documentation_url {text},
    data_location     {text},
    logo_digest       {blob} REFERENCES file,
    content_digest    {blob} NOT NULL,
    reason            {text},
    release_at        {int},
    activated_at      {int},
    replaced_at       {int},
    created_by        {id},
    created_at        {int} NOT NULL
) {strict};
CREATE UNIQUE INDEX revision_number ON revision (product_id, number);
CREATE UNIQUE INDEX revision_one_active ON revision (product_id) WHERE state = 'active';
CREATE UNIQUE INDEX revision_one_open ON revision (product_id)
    WHERE state IN ('draft', 'in_review', 'rejected', 'approved');
CREATE INDEX revision_logo ON revision (logo_digest);
CREATE INDEX revision_due ON revision (release_at) WHERE state = 'approved';

CREATE TABLE revision_document (
    id          {id} PRIMARY KEY,
    revision_id {id} NOT NULL REFERENCES revision,
    kind        {text} NOT NULL CONSTRAINT revision_document_kind CHECK (kind IN
                ('eula', 'service_description', 'datasheet', 'guide', 'privacy', 'sla')),
    language    {text} NOT NULL,
    title       {text} NOT NULL,
    version     {text} NOT NULL,
    digest      {blob} NOT NULL REFERENCES file
) {strict};
CREATE INDEX revision_document_of_revision ON revision_document (revision_id);
CREATE INDEX revision_document_digest ON revision_document (digest);

CREATE TABLE plan (
    id          {id} PRIMARY KEY,
    revision_id {id} NOT NULL REFERENCES revision,
    code        {text} NOT NULL,
    position    {int} NOT NULL,
    name        {text} NOT NULL,
    description {json} NOT NULL,
    features    {json} NOT NULL,
    price_text  {json},
    prices      {json} NOT NULL
) {strict};
CREATE UNIQUE INDEX plan_code ON plan (revision_id, code);

-- One version of one model and of what it costs: a revision with other rates has other rows.
CREATE TABLE ai_model (
    id             {id} PRIMARY KEY,
    revision_id    {id} NOT NULL REFERENCES revision,
    product_id     {id} NOT NULL REFERENCES product,
    position       {int} NOT NULL,
    name           {text} NOT NULL,
    capabilities   {json} NOT NULL,
    context_length {int} NOT NULL,
    rate_in        {json} NOT NULL,
    rate_out       {json} NOT NULL,
    rate_cached    {json},
    rate_reasoning {json}
) {strict};
CREATE UNIQUE INDEX ai_model_name ON ai_model (revision_id, name);

-- Where a model's calls go, tried in order. Not part of a revision: a new key needs no review.
CREATE TABLE ai_upstream (
    product_id     {id} NOT NULL REFERENCES product,
    model_name     {text} NOT NULL,
    position       {int} NOT NULL,
    url            {text} NOT NULL,
    upstream_model {text} NOT NULL,
    sealed_key     {blob},
    PRIMARY KEY (product_id, model_name, position)
) {strict};

-- The operator's terms for who buys and for who sells, a row for each language and version.
CREATE TABLE agreement (
    id         {id} PRIMARY KEY,
    kind       {text} NOT NULL CONSTRAINT agreement_kind CHECK (kind IN
               ('operator_terms', 'seller_terms')),
    language   {text} NOT NULL,
    version    {text} NOT NULL,
    title      {text} NOT NULL,
    digest     {blob} NOT NULL REFERENCES file,
    valid_from {int} NOT NULL
) {strict};
CREATE UNIQUE INDEX agreement_version ON agreement (kind, language, version);

-- Grows with every change of what the public sees: caches know by it whether they are current.
CREATE TABLE catalog_version (
    version {int} NOT NULL
) {strict};
INSERT INTO catalog_version (version) VALUES (1);

INSERT INTO category (id, slug, position, name) VALUES
    ('cat_00000000000000000000000001', 'ai-models', 1,
     '{"en":"AI models","de":"KI-Modelle","fr":"Modèles d''IA","cs":"Modely AI"}'),
    ('cat_00000000000000000000000002', 'ai-applications', 2,
     '{"en":"AI applications","de":"KI-Anwendungen","fr":"Applications d''IA","cs":"Aplikace AI"}'),
    ('cat_00000000000000000000000003', 'databases', 3,
     '{"en":"Databases","de":"Datenbanken","fr":"Bases de données","cs":"Databáze"}'),
    ('cat_00000000000000000000000004', 'developer-tools', 4,
     '{"en":"Developer tools","de":"Entwicklerwerkzeuge","fr":"Outils de développement","cs":"Vývojářské nástroje"}'),
    ('cat_00000000000000000000000005', 'security', 5,
     '{"en":"Security","de":"Sicherheit","fr":"Sécurité","cs":"Bezpečnost"}'),
    ('cat_00000000000000000000000006', 'storage-backup', 6,
     '{"en":"Storage and backup","de":"Speicher und Datensicherung","fr":"Stockage et sauvegarde","cs":"Úložiště a zálohování"}'),
    ('cat_00000000000000000000000007', 'networking', 7,
     '{"en":"Networking","de":"Netzwerk","fr":"Réseau","cs":"Sítě"}'),
    ('cat_00000000000000000000000008', 'monitoring', 8,
     '{"en":"Monitoring","de":"Überwachung","fr":"Supervision","cs":"Monitorování"}'),
    ('cat_00000000000000000000000009', 'analytics', 9,
     '{"en":"Analytics","de":"Analyse","fr":"Analyse de données","cs":"Analytika"}'),
    ('cat_00000000000000000000000010', 'business-applications', 10,
     '{"en":"Business applications","de":"Geschäftsanwendungen","fr":"Applications métier","cs":"Podnikové aplikace"}'),
    ('cat_00000000000000000000000011', 'operating-systems', 11,
     '{"en":"Operating systems","de":"Betriebssysteme","fr":"Systèmes d''exploitation","cs":"Operační systémy"}'),
    ('cat_00000000000000000000000012', 'professional-services', 12,
     '{"en":"Professional services","de":"Dienstleistungen","fr":"Services professionnels","cs":"Odborné služby"}');
