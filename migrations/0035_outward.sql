-- Work that reaches out to servers of others.

-- On whose account a job takes a thread; empty: its organization's.
ALTER TABLE job ADD COLUMN share {id};

-- When somebody or something asked for a look at a linked cloud that has not ended since.
ALTER TABLE cloud_link ADD COLUMN look_asked_at {int};
-- The round of looks, by its first job, that found it as it is here; the oldest are looked at first.
ALTER TABLE cloud_shadow ADD COLUMN round_id {id};

-- Of a change of a cloud's password may be unknown what became of it.
CREATE TABLE cloud_password_change_next (
    user_id          {id} NOT NULL REFERENCES user_account,
    provider_id      {id} NOT NULL REFERENCES identity_provider (id),
    session_id       {id},
    state            {text} NOT NULL CONSTRAINT cloud_password_change_state
                     CHECK (state IN ('waiting', 'done', 'failed', 'unknown')),
    sealed_passwords {blob},
    problem          {text},
    created_at       {int} NOT NULL,
    PRIMARY KEY (user_id, provider_id)
) {strict};
INSERT INTO cloud_password_change_next (user_id, provider_id, session_id, state, sealed_passwords, problem,
        created_at)
    SELECT user_id, provider_id, session_id, state, sealed_passwords, problem, created_at
        FROM cloud_password_change;
DROP TABLE cloud_password_change;
ALTER TABLE cloud_password_change_next RENAME TO cloud_password_change;
