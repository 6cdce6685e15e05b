-- When a way to sign in ended for a person, or for all ('' as user_id): who was to show a second
-- factor after it begins anew.
CREATE TABLE sign_in_end (
    method   {text} NOT NULL,
    user_id  {id} NOT NULL,
    ended_at {int} NOT NULL,
    PRIMARY KEY (method, user_id)
) {strict};

-- What the operator announced: another owner in the place of one who is lost.
ALTER TABLE ownership_transfer ADD COLUMN takes_effect_at {int};
ALTER TABLE ownership_transfer ADD COLUMN announced_by {id} REFERENCES user_account;
ALTER TABLE ownership_transfer ADD COLUMN reason {text};
CREATE INDEX ownership_transfer_due ON ownership_transfer (takes_effect_at) WHERE state = 'pending';
