// cluster_rights.h — what Kontor may do in a customer's cluster: service accounts of its own, the
// roles they have, and how both are written for the cluster.
//
// In each namespace stands an account that may deploy there and nowhere else, so that a chart sees
// nothing of another namespace through it. Where the customer lets Kontor read the cluster, one
// more account stands in a namespace of its own, which charts never get to use: it counts nodes and
// what is free on them, and renews the tokens of the others. All carry the name of the cluster's
// row, so two marketplaces, or two rows of one cluster, do not get in each other's way.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

/** "kontor-" and the end of the cluster's id: the name of its accounts, roles and own namespace. */
const char *rights_account(Arena *arena, Id cluster_id);

typedef struct Right {
    const char *namespace; // NULL: everywhere in the cluster
    TextList resources;    // "deployments.apps", "pods/log"
    TextList names;        // none: all
    TextList verbs;
} Right;

extern const Shape right_shape;
typedef LIST_OF(Right) RightList;

/** What is granted in the namespaces and, if reads_cluster, everywhere. */
RightList rights_list(Arena *arena, Id cluster_id, TextList namespaces, bool reads_cluster);

/** An object that grants them, and where it stands in the API. */
typedef struct RightsObject {
    const char *path, *json;
} RightsObject;

typedef LIST_OF(RightsObject) RightsObjectList;

/** Of whom the objects are a part: they go when it goes. The first object of each list is that
 * owner, so its uid is known only after it was applied; NULL leaves it out. */
RightsObjectList rights_of_namespace(
    Arena *arena, Id cluster_id, const char *namespace, bool reads_cluster, const char *owner_uid);
RightsObjectList rights_of_cluster(Arena *arena, Id cluster_id, const char *owner_uid);

/** The same for a person with kubectl, the namespaces themselves included. */
const char *rights_yaml(Arena *arena, Id cluster_id, TextList namespaces, bool reads_cluster);
const char *rights_yaml_of_namespace(
    Arena *arena, Id cluster_id, const char *namespace, bool reads_cluster);
