// cluster_connect.h — the jobs that let Kontor into a cluster and take it out again.
#pragma once

#include "work/work.h"

enum { CONNECT_ATTEMPTS = 4, REMOVE_ATTEMPTS = 8 };

/**
 * connect_cluster {cluster_id}: grants what is pending with the administrator's credential, which
 * is forgotten when the cluster has decided, when the attempts are used up, or after 15 minutes.
 */
Error cluster_connect_job(Ctx *ctx, const Job *job);

/** remove_cluster {cluster_id}: takes back the accounts; what cannot be taken back is said. */
Error cluster_remove_job(Ctx *ctx, const Job *job);
