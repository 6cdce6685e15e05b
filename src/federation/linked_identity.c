#include "linked_identity.h"

#include "base/text.h"
#include "db/db.h"
#include "identity/session.h"
#include "identity_provider.h"
#include "linked_identity_store.h"
#include "work/work.h"
#include "json/json.h"

SHAPE(linked_identity_shape, LinkedIdentity, FIELD(LinkedIdentity, provider_id, .required = true),
    FIELD(LinkedIdentity, provider_name), FIELD(LinkedIdentity, subject, .hidden = true),
    FIELD(LinkedIdentity, user_id, .hidden = true),
    FIELD(LinkedIdentity, email, .about = "As the provider says."),
    FIELD(LinkedIdentity, created_at, .required = true), FIELD(LinkedIdentity, last_used_at));

static Error emit(Ctx *ctx, const char *kind, Id user_id, const char *provider_name)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "provider", provider_name);
    json_end_object(data);
    return event_emit(ctx, kind, ID_NONE, user_id, json_finish(data));
}

// Providers of whatever organization: the person is in several.
Error linked_identity_list(Ctx *ctx, LinkedIdentityList *ret_identities)
{
    return EVERYWHERE(ctx, linked_identity_store_list(ctx, ctx->actor.user_id, ret_identities));
}

Error linked_identity_find(Ctx *ctx, Id provider_id, const char *subject, Id *ret_user_id)
{
    LinkedIdentity identity = {0};
    Error error = linked_identity_store_find(ctx, provider_id, subject, &identity);
    if (error && error != NOT_FOUND)
        return error;
    *ret_user_id = identity.user_id;
    return OK;
}

static Error taken(Ctx *ctx, Error error)
{
    if (error == CONFLICT && text_same(ctx->failure.code, "linked_identity_pkey"))
        return fail(ctx, CONFLICT, "identity_taken",
            "This identity is linked to another account; unlink it there first.");
    if (error == CONFLICT && text_same(ctx->failure.code, "linked_identity_person"))
        return fail(ctx, CONFLICT, "already_linked",
            "Another identity of this provider is linked to your account; unlink it first.");
    return error;
}

Error linked_identity_create(Ctx *ctx, Id provider_id, const ExternalPerson *person, Id user_id)
{
    Id known;
    IdentityProvider provider;
    TRY(linked_identity_find(ctx, provider_id, person->subject, &known));
    if (id_is_set(known) && id_same(known, user_id))
        return OK;
    TRY(identity_provider_find(ctx, provider_id, &provider));
    LinkedIdentity identity = {
        .provider_id = provider_id,
        .subject = person->subject,
        .user_id = user_id,
        .email = person->email,
        .created_at = ctx->now,
    };
    TRY(taken(ctx, linked_identity_store_create(ctx, &identity)));
    return emit(ctx, "linked_identity.added", user_id, provider.name);
}

Error linked_identity_write_use(Ctx *ctx, Id provider_id, const ExternalPerson *person)
{
    return linked_identity_store_write_use(ctx, provider_id, person->subject, person->email);
}

Error linked_identity_remove(Ctx *ctx, Id provider_id)
{
    int64_t count;
    const char *name = NULL;
    LinkedIdentityList identities;
    TRY(user_lock(ctx, ctx->actor.user_id)); // two at once would leave none
    TRY(linked_identity_list(ctx, &identities));
    for (size_t i = 0; i < identities.count; i++)
        if (id_same(identities.items[i].provider_id, provider_id))
            name = identities.items[i].provider_name;
    if (!name)
        return fail(ctx, NOT_FOUND, "not_found", "Your account is not linked to this provider.");
    TRY(linked_identity_store_remove(ctx, ctx->actor.user_id, provider_id, &count));
    TRY(user_require_way_in(ctx, ctx->actor.user_id));
    TRY(session_end_by_method(ctx, provider_id.text, ctx->actor.user_id));
    return emit(ctx, "linked_identity.removed", ctx->actor.user_id, name);
}

Error linked_identity_member_removed(Ctx *ctx, const Event *event)
{
    const JsonValue *is_closed = json_member(event_read_data(ctx, event), "is_closed");
    if (is_closed && is_closed->kind == JSON_TRUE)
        return linked_identity_store_remove_user(ctx, event->subject_id);
    LinkedIdentityList identities;
    TRY(linked_identity_store_list_member(
        ctx, event->organization_id, event->subject_id, &identities));
    for (size_t i = 0; i < identities.count; i++)
        TRY(session_end_by_method(ctx, identities.items[i].provider_id.text, event->subject_id));
    return linked_identity_store_remove_member(ctx, event->organization_id, event->subject_id);
}
