#include "reaction.h"

#include "base/text.h"
#include "federation/cloud_sign_in.h"
#include "identity/api_token.h"
#include "identity/password_link.h"
#include "mail_group.h"
#include "organizations/membership.h"
#include "organizations/organization.h"
#include "organizations/profile_review.h"
#include "recipient.h"
#include "json/json.h"

// ── persons ──────────────────────────────────────────────────────────────────────────────────

Error notify_registration_requested(Ctx *ctx, const Event *event)
{
    // A new organization's person gets the password link; this is for who has an account.
    if (!text_starts_with(event->subject_id.text, "usr_"))
        return OK;
    return message_create_for(
        ctx, event, MAIL_ACCOUNT_EXISTS, event->subject_id, "{\"path\":\"/sign-in\"}");
}

Error notify_password_link_requested(Ctx *ctx, const Event *event)
{
    if (!id_is_set(event->subject_id))
        return OK; // nobody has that address
    PasswordLink link;
    Error error = password_link_find(ctx, event->subject_id, &link);
    if (error == NOT_FOUND)
        return OK; // it has expired meanwhile and is gone
    TRY(error);
    MailKind kind = link.purpose == PASSWORD_SET ? MAIL_PASSWORD_SET : MAIL_PASSWORD_RESET;
    return message_create_for(ctx, event, kind, link.user_id,
        arena_printf(ctx->arena, "{\"password_link_id\":\"%s\"}", link.id.text));
}

Error notify_cloud_email_requested(Ctx *ctx, const Event *event)
{
    CloudEmail about;
    Id user_id;
    Error error = cloud_email_read(ctx, event->subject_id, &about, &user_id);
    if (error == NOT_FOUND)
        return OK; // it is over meanwhile
    TRY(error);
    return message_create(ctx, event, MAIL_CLOUD_EMAIL,
        (Recipient){about.email, about.language, user_id},
        arena_printf(ctx->arena, "{\"external_sign_in_id\":\"%s\"}", event->subject_id.text));
}

Error notify_password_changed(Ctx *ctx, const Event *event)
{
    const JsonValue *data = event_read_data(ctx, event);
    if (text_same(json_text_member(data, "purpose"), "set"))
        return OK; // the first one: no change
    int64_t tokens, others;
    TRY(api_token_count(ctx, event->subject_id, &tokens));
    TRY(user_count_other_ways_in(ctx, event->subject_id, &others));
    return message_create_for(ctx, event, MAIL_PASSWORD_CHANGED, event->subject_id,
        arena_printf(ctx->arena,
            "{\"path\":\"/forgotten-password\",\"tokens\":\"%lld\",\"others\":\"%lld\"}",
            (long long)tokens, (long long)others));
}

Error notify_account_secured(Ctx *ctx, const Event *event)
{
    MailKind kind = MAIL_SECOND_FACTOR_ADDED;
    while (!text_same(mail_origins[kind].event, event->kind))
        kind++;
    const JsonValue *about = event_read_data(ctx, event);
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "path", "/account");
    json_put(data, "device", json_text_member(about, "device"));
    json_put(data, "provider", json_text_member(about, "provider"));
    json_put(data, "reason", json_text_member(about, "reason"));
    json_put(data, "unused", json_text_member(about, "unused"));
    json_end_object(data);
    return message_create_for(ctx, event, kind, event->subject_id, json_finish(data));
}

Error notify_api_token_ending(Ctx *ctx, const Event *event)
{
    ApiToken token = {.id = ID_NONE};
    Organization organization = {.id = ID_NONE};
    MemberList owners;
    TRY(api_token_get(ctx, event->organization_id, event->subject_id, &token));
    if (time_is_set(token.revoked_at))
        return OK; // meanwhile
    TRY(organization_get(ctx, event->organization_id, &organization));
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "path",
        token.is_organizations ? arena_printf(ctx->arena, "/o/%s/access", organization.id.text)
                               : "/account");
    json_put(data, "organization", organization.name);
    json_put(data, "token", token.name);
    json_put(data, "until", token.expires_at);
    json_end_object(data);
    if (!token.is_organizations)
        return message_create_for_member(
            ctx, event, MAIL_TOKEN_ENDING, token.user_id, json_finish(data));
    TRY(membership_list_with_role(ctx, event->organization_id, "owner", &owners));
    return message_create_for_all(ctx, event, MAIL_TOKEN_ENDING, &owners, json_finish(data));
}

// ── profiles ─────────────────────────────────────────────────────────────────────────────────

static const char *profile_data(Ctx *ctx, const Registration *registration, const char *path)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "organization", registration->organization_name);
    json_put(data, "company", registration->company_name);
    json_put(data, "person", registration->submitted_by_name);
    json_put(data, "reason", registration->reason);
    json_put(data, "path", path);
    json_end_object(data);
    return json_finish(data);
}

Error notify_profile_submitted(Ctx *ctx, const Event *event)
{
    Registration registration;
    MemberList operators;
    TRY(profile_review_get(ctx, event->subject_id, &registration));
    TRY(membership_list_operators(ctx, &operators));
    const char *path = arena_printf(ctx->arena, "/operator/registrations/%s", registration.id.text);
    return message_create_for_all(
        ctx, event, MAIL_PROFILE_SUBMITTED, &operators, profile_data(ctx, &registration, path));
}

Error notify_profile_decided(Ctx *ctx, const Event *event)
{
    Registration registration;
    MemberList owners;
    TRY(profile_review_get(ctx, event->subject_id, &registration));
    TRY(membership_list_with_role(ctx, registration.organization_id, "owner", &owners));
    bool is_approved = text_same(event->kind, "profile.approved");
    MailKind kind = is_approved ? MAIL_PROFILE_APPROVED : MAIL_PROFILE_REJECTED;
    const char *path =
        is_approved ? "/"
                    : arena_printf(ctx->arena, "/o/%s/profile", registration.organization_id.text);
    const char *data = profile_data(ctx, &registration, path);
    TRY(message_create_for_all(ctx, event, kind, &owners, data));
    return message_create_for(ctx, event, kind, registration.submitted_by, data);
}
