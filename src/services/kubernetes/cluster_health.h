// cluster_health.h — looking after clusters: whether they answer, what they have, and that Kontor's
// tokens do not run out.
#pragma once

#include "work/work.h"

/** check_cluster {cluster_id}: one look at one cluster. */
Error cluster_check_job(Ctx *ctx, const Job *job);

/** watch_clusters: adds a look at each cluster; forgets credentials that were not used in time. */
Error cluster_watch_job(Ctx *ctx, const Job *job);
