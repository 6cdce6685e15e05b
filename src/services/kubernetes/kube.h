// kube.h — the Kubernetes API of one cluster by REST, with one credential, for jobs.
//
// Paths are the API's own: "/api/v1/namespaces/shop/pods?labelSelector=app%3Dx". Nothing here is
// tried again; whoever runs the job decides that. Not inside a transaction.
#pragma once

#include "base/ctx.h"
#include "json/json.h"

typedef struct Kube {
    const char
        *server; // "https://cluster.example:6443", perhaps with a path, without '/' at its end
    const char *address;   // the one address to talk to; NULL: whichever the name has
    const char *tls_name;  // whom the certificate must name; NULL: the host of the server
    Blob ca;               // PEM; empty: the authorities of this machine
    const char *token;     // NULL: none
    Blob certificate, key; // PEM of a client; empty: none
} Kube;

// What goes wrong, with the server's own words in the sentence:
//   UNAUTHENTICATED  kube_unauthorized  the credential is not valid (any more)
//   FORBIDDEN        kube_forbidden
//   NOT_FOUND        kube_not_found
//   CONFLICT         kube_conflict      it is there already, or was changed meanwhile
//   INVALID          kube_invalid       the server does not take the object
//   LIMITED          kube_limited       with ctx->failure.retry_after, if it was said
//   UNAVAILABLE      kube_failed        the server has a fault or speaks something else
//   UNAVAILABLE      address_refused, unreachable, timed_out, too_big, bad_certificate (client.h)

Error kube_get(Ctx *ctx, const Kube *kube, const char *path, const JsonValue **ret_object);

/** The same in another form, as the media types ask for: discovery, metadata alone. */
Error kube_get_as(Ctx *ctx, const Kube *kube, const char *path, const char *media_types,
    const JsonValue **ret_object);

/** All items of a collection, page by page, each forgotten after its page: copy what stays. The
 * items as the media types ask for; NULL: whole. UNAVAILABLE too_big after 200,000. */
Error kube_walk(Ctx *ctx, const Kube *kube, const char *path, const char *media_types,
    void (*visit)(void *arg, const JsonValue *item), void *arg);

/** Only what objects are called, not what is in them; for kube_walk. */
#define KUBE_METADATA                                                                              \
    "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json"

/** All items of a collection; at most max (UNAVAILABLE too_big). */
typedef LIST_OF(const JsonValue *) KubeItems;
Error kube_list(Ctx *ctx, const Kube *kube, const char *path, size_t max, KubeItems *ret_items);

/** POST to a collection or a subresource. */
Error kube_create(
    Ctx *ctx, const Kube *kube, const char *path, const char *json, const JsonValue **ret_object);

/** Makes the object at the path be as said (server-side apply), whoever changed it before. */
Error kube_apply(
    Ctx *ctx, const Kube *kube, const char *path, const char *json, const JsonValue **ret_object);

/** One that is not there is removed already. */
Error kube_remove(Ctx *ctx, const Kube *kube, const char *path);

/** Whether it is there. */
Error kube_has(Ctx *ctx, const Kube *kube, const char *path, bool *ret_has);

/** A value within an object: kube_value(pod, "status.phase"); NULL if it is not there. */
const JsonValue *kube_value(const JsonValue *object, const char *path);
const char *kube_text(const JsonValue *object, const char *path); // NULL if it is no text
