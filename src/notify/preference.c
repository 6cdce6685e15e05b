#include "preference.h"

#include "base/text.h"
#include "crypt/crypt.h"
#include "digest_store.h"
#include "preference_store.h"
#include "settings.h"
#include "work/work.h"
#include "json/json.h"

#include <string.h>

const char *const mail_timing_names[] = {"at_once", "daily", "never", NULL};

SHAPE(preference_shape, Preference,
    FIELD_ENUM(Preference, group, mail_group_names, .required = true),
    FIELD_ENUM(Preference, timing, mail_timing_names, .required = true,
        .about = "daily: with others in one mail, at seven in the morning."),
    FIELD(Preference, is_fixed,
        .about = "It concerns the account's security, or what one agreed to: always at once."));

SHAPE(unsubscription_shape, Unsubscription, FIELD(Unsubscription, user_id, .hidden = true),
    FIELD_ENUM(Unsubscription, group, mail_group_names, .required = true),
    FIELD(Unsubscription, is_wanted, .about = "Mails of the group are still sent."));

static bool is_fixed(MailGroup group)
{
    return group == GROUP_SECURITY || group == GROUP_AGREEMENTS;
}

Error preference_list(Ctx *ctx, PreferenceList *ret_preferences)
{
    PreferenceList chosen;
    TRY(preference_store_list(ctx, ctx->actor.user_id, &chosen));
    PreferenceList all = {arena_array_of(ctx->arena, Preference, GROUP_DIGEST), GROUP_DIGEST};
    for (MailGroup group = 0; group < GROUP_DIGEST; group++)
        all.items[group] = (Preference){group, MAIL_AT_ONCE, is_fixed(group)};
    for (size_t i = 0; i < chosen.count; i++)
        all.items[chosen.items[i].group].timing = chosen.items[i].timing;
    *ret_preferences = all;
    return OK;
}

static Error emit(Ctx *ctx, Id user_id, MailGroup group, MailTiming timing)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "group", mail_group_names[group]);
    json_put(data, "timing", mail_timing_names[timing]);
    json_end_object(data);
    return event_emit(ctx, "preference.changed", ID_NONE, user_id, json_finish(data));
}

static Error change(Ctx *ctx, Id user_id, MailGroup group, MailTiming timing)
{
    MailTiming before;
    TRY(preference_get(ctx, user_id, group, &before));
    if (before == timing)
        return OK;
    TRY(timing == MAIL_AT_ONCE
            ? preference_store_remove(ctx, user_id, group)
            : preference_store_place(ctx, user_id, group, mail_timing_names[timing]));
    if (timing == MAIL_NEVER)
        TRY(digest_store_remove_waiting(ctx, user_id, group));
    return emit(ctx, user_id, group, timing);
}

static void check(Ctx *ctx, const Preference *wanted, const char *field)
{
    if (is_fixed(wanted->group) && wanted->timing != MAIL_AT_ONCE)
        fault(ctx, field, "cannot_be_refused",
            "Mails about the security of your account, and about agreements, always come at once.");
    if (wanted->group == GROUP_DIGEST)
        fault(ctx, field, "not_allowed",
            "The daily mail has what other groups are to tell daily; choose for those.");
}

Error preference_change(Ctx *ctx, const PreferenceList *wanted)
{
    for (size_t i = 0; i < wanted->count; i++)
        check(ctx, &wanted->items[i], arena_printf(ctx->arena, "items[%zu].timing", i));
    TRY(faults(ctx));
    for (size_t i = 0; i < wanted->count; i++)
        TRY(change(ctx, ctx->actor.user_id, wanted->items[i].group, wanted->items[i].timing));
    return OK;
}

Error preference_get(Ctx *ctx, Id user_id, MailGroup group, MailTiming *ret_timing)
{
    Preference chosen = {.timing = MAIL_AT_ONCE};
    Error error = preference_store_find(ctx, user_id, group, &chosen);
    *ret_timing = chosen.timing;
    return error == NOT_FOUND ? OK : error;
}

// ── links in mails ───────────────────────────────────────────────────────────────────────────

static const char purpose[] = "unsubscription"; // of "usr_….leads"

const char *unsubscription_url(Ctx *ctx, Id user_id, MailGroup group)
{
    return is_fixed(group)
               ? NULL
               : arena_printf(ctx->arena, "%s/v1/unsubscriptions/%s", settings()->public_url,
                     crypt_signed(ctx->arena, purpose,
                         arena_printf(ctx->arena, "%s.%s", user_id.text, mail_group_names[group])));
}

static Error token_read(Ctx *ctx, const char *token, Unsubscription *ret_unsubscription)
{
    const char *group_name = crypt_open_signed(ctx->arena, purpose, token);
    Id user_id = group_name ? id_from(text_next_part(ctx->arena, &group_name, '.')) : ID_NONE;
    for (MailGroup group = 0; group < MAIL_GROUPS; group++)
        if (text_same(group_name, mail_group_names[group]) && !is_fixed(group)) {
            *ret_unsubscription = (Unsubscription){user_id, group, true};
            return OK;
        }
    return fail(ctx, NOT_FOUND, "link_unknown", "This link is not one of ours.");
}

static Error has_daily(Ctx *ctx, Id user_id, bool *ret_is_any)
{
    PreferenceList chosen;
    *ret_is_any = false;
    TRY(preference_store_list(ctx, user_id, &chosen));
    for (size_t i = 0; i < chosen.count; i++)
        *ret_is_any |= chosen.items[i].timing == MAIL_DAILY;
    return OK;
}

static Error refuse_daily(Ctx *ctx, Id user_id)
{
    PreferenceList chosen;
    TRY(preference_store_list(ctx, user_id, &chosen));
    for (size_t i = 0; i < chosen.count; i++)
        if (chosen.items[i].timing == MAIL_DAILY)
            TRY(change(ctx, user_id, chosen.items[i].group, MAIL_NEVER));
    return OK;
}

Error unsubscription_get(Ctx *ctx, const char *token, Unsubscription *ret_unsubscription)
{
    Unsubscription found;
    MailTiming timing;
    TRY(token_read(ctx, token, &found));
    TRY(preference_get(ctx, found.user_id, found.group, &timing));
    found.is_wanted = timing != MAIL_NEVER;
    if (found.group == GROUP_DIGEST)
        TRY(has_daily(ctx, found.user_id, &found.is_wanted));
    *ret_unsubscription = found;
    return OK;
}

Error unsubscription_use(Ctx *ctx, const char *token)
{
    Unsubscription found;
    TRY(token_read(ctx, token, &found));
    if (found.group == GROUP_DIGEST)
        return refuse_daily(ctx, found.user_id);
    return change(ctx, found.user_id, found.group, MAIL_NEVER);
}
