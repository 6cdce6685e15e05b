#include "demo_cluster.h"

#include "base/text.h"
#include "db/db.h"
#include "demo_workload.h"
#include "services/kubernetes/cluster.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define CLUSTER_NAME "Demonstration cluster (nothing really runs in it)"

enum { MAX_KUBECONFIG = 64 * 1024 };

static Error read_kubeconfig(Ctx *ctx, const char *path, const char **ret_text)
{
    char *text = arena_alloc(ctx->arena, MAX_KUBECONFIG + 1);
    FILE *file = fopen(path, "r");
    size_t length = file ? fread(text, 1, MAX_KUBECONFIG, file) : 0;
    if (file)
        fclose(file);
    if (!length)
        return fail(ctx, INVALID, "file_unreadable", "%s: %s.", path,
            file ? "it is empty" : strerror(errno));
    text[length] = '\0';
    *ret_text = text;
    return OK;
}

static bool has_cluster(const ClusterList *clusters)
{
    for (size_t i = 0; i < clusters->count; i++)
        if (strcmp(clusters->items[i].name, CLUSTER_NAME) == 0)
            return true;
    return false;
}

Error demo_cluster_add(Ctx *ctx, const char *kubeconfig_path)
{
    static const char *namespaces[] = {"shop", "analytics"};
    NewCluster wanted = {.name = CLUSTER_NAME, .namespaces = {namespaces, COUNT_OF(namespaces)}};
    TX tx = {0};
    Cluster cluster;
    ClusterList clusters;
    TRY(read_kubeconfig(ctx, kubeconfig_path, &wanted.kubeconfig));
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(cluster_list(ctx, ID_NONE, MAX_CLUSTERS, &clusters));
    if (!has_cluster(&clusters)) {
        TRY(cluster_create(ctx, &wanted, &cluster));
        TRY(demo_workload_add(ctx));
    }
    return tx_commit(&tx);
}
