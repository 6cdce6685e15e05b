// cluster_grant.h — making Kontor's accounts in a cluster and asking for their tokens. Network
// only; all of it can be done again.
#pragma once

#include "cluster_credential.h"

/** Errors as in kube.h. Where the rights were not granted because the credential may not, but are
 * there already, their token counts. namespace NULL: the account that reads the cluster. */
Error grant_create(Ctx *ctx, const Cluster *cluster, const Kube *admin, const char *namespace,
    AccountToken *ret_token);

/** A new token of an account that is there. */
Error grant_issue_token(Ctx *ctx, const Cluster *cluster, const Kube *kube, const char *namespace,
    AccountToken *ret_token);

/** Takes the account back, with its own rights, and what belongs to it. */
Error grant_remove(Ctx *ctx, const Cluster *cluster, const Kube *kube, const char *namespace);
