-- A second proof of who signs in, beside the password.

-- A device whose authenticator makes codes (RFC 6238).
CREATE TABLE second_factor (
    user_id      {id} NOT NULL REFERENCES user_account,
    id           {id} NOT NULL,
    name         {text} NOT NULL,
    secret       {blob} NOT NULL,
    last_step    {int} NOT NULL,
    created_at   {int} NOT NULL,
    confirmed_at {int},
    last_used_at {int},
    PRIMARY KEY (user_id, id)
) {strict};

-- What works once in place of a device that is lost; HMACs under the master key.
CREATE TABLE recovery_code (
    user_id    {id} NOT NULL REFERENCES user_account,
    digest     {blob} NOT NULL,
    created_at {int} NOT NULL,
    used_at    {int},
    PRIMARY KEY (user_id, digest)
) {strict};

-- When the person proved last, in this session, to be who signed in.
ALTER TABLE session ADD COLUMN verified_at {int};
