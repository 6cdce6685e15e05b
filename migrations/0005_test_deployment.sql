-- What came of a revision's chart when its seller tried it: evidence that outlives the workload.
CREATE TABLE test_deployment (
    organization_id    {id} NOT NULL REFERENCES organization,
    id                 {id} NOT NULL,
    revision_id        {id} NOT NULL REFERENCES revision,
    workload_id        {id} NOT NULL,
    chart_version      {text} NOT NULL,
    chart_digest       {blob} NOT NULL,
    kubernetes_version {text},
    result             {text} NOT NULL CONSTRAINT test_deployment_result CHECK (result IN
                       ('under_way', 'succeeded', 'failed', 'cancelled')),
    cause              {text},
    objects            {json} NOT NULL,
    images             {json} NOT NULL,
    requested_by       {id} NOT NULL REFERENCES user_account,
    created_at         {int} NOT NULL,
    started_at         {int},
    ended_at           {int},
    removes_at         {int} NOT NULL,
    PRIMARY KEY (organization_id, id),
    CONSTRAINT test_deployment_workload FOREIGN KEY (organization_id, workload_id)
        REFERENCES workload (organization_id, id)
) {strict};
CREATE INDEX test_deployment_of_revision ON test_deployment (organization_id, revision_id, id);
CREATE UNIQUE INDEX test_deployment_of_workload ON test_deployment (organization_id, workload_id);
{tenant test_deployment};
