-- The files that came with drafts: they go once nothing names them any more. Other files stay.
CREATE TABLE draft_upload (
    digest {blob} PRIMARY KEY REFERENCES file
) {strict};
INSERT INTO draft_upload (digest) SELECT DISTINCT digest FROM draft_file;
