-- Due jobs are asked for kind by kind.
DROP INDEX job_due;
CREATE INDEX job_due ON job (kind, run_at, id) WHERE state IN ('waiting', 'running');
