// cluster_credential.h — what opens a cluster, sealed in its rows and never logged: the
// administrator's credential for minutes, the tokens of Kontor's own accounts for long.
#pragma once

#include "cluster.h"

/** Keeps the credential for the connecting job, a quarter of an hour at most. */
Error credential_write_admin(Ctx *ctx, Id cluster_id, const Kube *admin);

/** What was kept, at the server of the cluster's row. CONFLICT no_credential: there is none (any
 * more). */
Error credential_open_admin(Ctx *ctx, const Cluster *cluster, Kube *ret_kube);
Error credential_remove_admin(Ctx *ctx, Id cluster_id);

/** A token of one of Kontor's own accounts. */
typedef struct AccountToken {
    const char *text;
    Time expires_at;
} AccountToken;

/** namespace NULL: of the account that reads the cluster. Renewed when half of its time is over. */
Error credential_write_token(
    Ctx *ctx, Id cluster_id, const char *namespace, const AccountToken *token);

/** The cluster with that account; ret_kube->token is NULL if there is none. */
Error credential_open(Ctx *ctx, const Cluster *cluster, const char *namespace, Kube *ret_kube);
