-- Files have no names of their own: the same bytes may be used by organizations that know nothing
-- of each other. All that nothing names any more go, wherever they came from.
ALTER TABLE file DROP COLUMN name;
DROP TABLE draft_upload;
CREATE INDEX chart_digest ON chart (digest);
CREATE INDEX file_age ON file (created_at);
CREATE INDEX agreement_acceptance_digest ON agreement_acceptance (digest);
CREATE INDEX lead_attachment_digest ON lead_attachment (digest);
CREATE INDEX lead_attachment_of_seller ON lead_attachment (seller_organization_id);

-- The operator's webhooks may hear of all organizations.
ALTER TABLE webhook ADD COLUMN all_organizations {bool} NOT NULL DEFAULT FALSE;
CREATE INDEX webhook_of_all ON webhook (organization_id, id) WHERE all_organizations;

-- Groups of mails that a person wants once a day, or never. All others are sent at once.
ALTER TABLE mail_refusal RENAME TO mail_timing;
ALTER TABLE mail_timing RENAME COLUMN refused_at TO chosen_at;
ALTER TABLE mail_timing ADD COLUMN timing {text} NOT NULL DEFAULT 'never'
    CONSTRAINT mail_timing_timing CHECK (timing IN ('daily', 'never'));

-- What a person is told with the next daily mail, or was with the one of digest_id.
CREATE TABLE digest_entry (
    user_id    {id} NOT NULL REFERENCES user_account,
    id         {id} NOT NULL,
    event_id   {id} NOT NULL,
    template   {text} NOT NULL,
    mail_group {text} NOT NULL,
    subject    {text} NOT NULL,
    path       {text} NOT NULL,
    created_at {int} NOT NULL,
    digest_id  {id},
    PRIMARY KEY (user_id, id)
) {strict};
CREATE UNIQUE INDEX digest_entry_once ON digest_entry (user_id, event_id, template);
CREATE INDEX digest_entry_waiting ON digest_entry (created_at) WHERE digest_id IS NULL;
CREATE INDEX digest_entry_of_digest ON digest_entry (digest_id, id);
