// demo_cluster.h — a cluster to deploy into at once: the one of the kubeconfig that `kontor demo`
// was given, such as that of the double in tests/kubernetes, in which nothing really runs.
#pragma once

#include "base/ctx.h"

/**
 * Adds the cluster for the actor's organization, and later a workload in it, unless it is there.
 *
 * INVALID  file_unreadable, bad_kubeconfig
 */
Error demo_cluster_add(Ctx *ctx, const char *kubeconfig_path);
