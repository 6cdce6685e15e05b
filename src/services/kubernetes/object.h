// object.h — the objects of a rendered chart, and what Kubernetes knows of their kinds.
#pragma once

#include "yaml/yaml.h"
#include "json/json.h"

/** A kind that every Kubernetes has. */
typedef struct ObjectKind {
    const char *group; // "": the core
    const char *kind, *plural;
    bool is_cluster_scoped;
    const char *pods; // where the specification of its pods stands: "spec.template.spec"; NULL
} ObjectKind;

typedef struct Object {
    const char *api_version, *kind, *name;
    const char *namespace;   // NULL: not said
    const ObjectKind *known; // NULL: of a custom resource
    bool is_hook;
    const JsonValue *value;
} Object;

typedef LIST_OF(Object) ObjectList;

const ObjectKind *object_kind(const char *api_version, const char *kind); // NULL: not known

/** "apps" of "apps/v1", "" of "v1". */
const char *object_group(Arena *arena, const char *api_version);

/** "/apis/apps/v1/namespaces/shop/deployments/web"; NULL unless the kind is known. */
const char *object_path(Arena *arena, const Object *object, const char *release_namespace);

/** Reads a manifest; lists are taken apart. INVALID "chart_not_rendered" with what is wrong. */
Error object_read_all(Ctx *ctx, const char *manifest, ObjectList *ret_objects);

/** "Deployment/web" */
const char *object_name(Arena *arena, const Object *object);

/** What stands at a path within, as of kube_value. */
int64_t object_number(const JsonValue *value, const char *path, int64_t otherwise);
bool object_flag(const JsonValue *value, const char *path); // false if it is not there

/** The specification of the pods that it makes; NULL if it makes none. */
const JsonValue *object_pods(const Object *object);

/**
 * The objects as YAML for people: the data of secrets and every text that has one of `secrets` in
 * it is "(hidden)". What is beyond 2 MB is left out, and a comment says so.
 */
const char *object_write_all(Arena *arena, const ObjectList *objects, TextList secrets);
