#include "helm_record.h"

#include "archive/archive.h"
#include "base/text.h"
#include "sentences/sentence.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_SECRETS = 100, MAX_RECORD = 64 * 1024 * 1024 };

bool helm_record_is_pending(const HelmRecord *record)
{
    return record->status && (text_starts_with(record->status, "pending") ||
                                 text_same(record->status, "uninstalling"));
}

static bool was_good(const char *status)
{
    return text_same(status, "deployed") || text_same(status, "superseded");
}

static void record_add(HelmRecord *record, const JsonValue *secret)
{
    const JsonValue *labels = kube_value(secret, "metadata.labels");
    const char *version = json_text_member(labels, "version");
    const char *status = json_text_member(labels, "status");
    int64_t revision = version ? strtoll(version, NULL, 10) : 0;
    if (was_good(status) && revision > record->good_revision)
        record->good_revision = revision;
    if (revision <= record->revision)
        return;
    record->revision = revision;
    record->status = status;
    record->operation_id = id_from(json_text_member(labels, "operation"));
    record->secret = secret;
}

Error helm_record_get(
    Ctx *ctx, const Kube *kube, const char *namespace, const char *release, HelmRecord *ret_record)
{
    KubeItems secrets;
    HelmRecord record = {0};
    TRY(kube_list(ctx, kube,
        arena_printf(ctx->arena,
            "/api/v1/namespaces/%s/secrets?labelSelector=owner%%3Dhelm%%2Cname%%3D%s", namespace,
            release),
        MAX_SECRETS, &secrets));
    for (size_t i = 0; i < secrets.count; i++)
        record_add(&record, secrets.items[i]);
    *ret_record = record;
    return OK;
}

// base64 of base64 of gzip of JSON.
static Error record_unpack(Ctx *ctx, const HelmRecord *record, const JsonValue **ret_release)
{
    Blob outer, inner, json;
    const char *problem;
    const char *text = kube_text(record->secret, "data.release");
    if (text && base64_read(ctx->arena, text, &outer)) {
        text = arena_text(ctx->arena, outer.bytes, outer.length);
        if (base64_read(ctx->arena, text, &inner)) {
            TRY(gzip_read(ctx, inner, MAX_RECORD, &json));
            *ret_release = json_parse(ctx->arena, json.bytes, json.length, &problem);
            if (*ret_release)
                return OK;
        }
    }
    return sentence_fail(ctx, UNAVAILABLE, SENTENCE_BAD_RELEASE);
}

Error helm_record_open(
    Ctx *ctx, const HelmRecord *record, ObjectList *ret_objects, const char **ret_values_json)
{
    const JsonValue *release;
    TRY(record_unpack(ctx, record, &release));
    Text manifest = {.arena = ctx->arena};
    const char *objects = json_text_member(release, "manifest");
    text_add(&manifest, objects ? objects : "");
    const JsonValue *hooks = json_member(release, "hooks");
    if (hooks && hooks->kind == JSON_ARRAY)
        for (const JsonValue *hook = json_first(hooks); hook; hook = json_next(hooks, hook)) {
            const char *text = json_text_member(hook, "manifest");
            text_printf(&manifest, "\n---\n%s", text ? text : "");
        }
    TRY(object_read_all(ctx, text_of(&manifest), ret_objects));
    const JsonValue *values = json_member(release, "config");
    *ret_values_json = values && values->kind == JSON_OBJECT
                           ? arena_text(ctx->arena, values->raw, values->raw_length)
                           : "{}";
    return OK;
}
