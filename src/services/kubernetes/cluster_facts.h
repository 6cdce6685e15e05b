// cluster_facts.h — looking at a cluster: what it has, and what is free.
#pragma once

#include "cluster.h"

/** With the account that may read the cluster. What it may not see, or does not have, is empty. */
Error cluster_facts_read(Ctx *ctx, const Kube *kube, ClusterFacts *ret_facts);

/** The names of the secrets that may be offered: not helm's records, not accounts' tokens. */
Error cluster_secrets_read(Ctx *ctx, const Kube *kube, const char *namespace, TextList *ret_names);
