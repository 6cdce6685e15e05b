// preference.h — when a person wants which mails: at once, but for the groups that the person wants
// once a day (digest.h) or never.
#pragma once

#include "base/ctx.h"
#include "mail_group.h"
#include "shape/shape.h"

typedef enum MailTiming { MAIL_AT_ONCE, MAIL_DAILY, MAIL_NEVER } MailTiming;

extern const char *const mail_timing_names[]; // "at_once" …, ended by NULL

typedef struct Preference {
    MailGroup group;
    MailTiming timing;
    bool is_fixed; // always at once
} Preference;

extern const Shape preference_shape;
typedef LIST_OF(Preference) PreferenceList;

/** Of the actor: every group but the digest. */
Error preference_list(Ctx *ctx, PreferenceList *ret_preferences);

/** Changes the groups that are named. INVALID cannot_be_refused */
Error preference_change(Ctx *ctx, const PreferenceList *wanted);

/** When the person wants the mails of the group. */
Error preference_get(Ctx *ctx, Id user_id, MailGroup group, MailTiming *ret_timing);

// ── links in mails ───────────────────────────────────────────────────────────────────────────

/** A link out of a mail, which says who refuses what and cannot be made up. */
typedef struct Unsubscription {
    Id user_id;
    MailGroup group;
    bool is_wanted; // still
} Unsubscription;

extern const Shape unsubscription_shape;

/** Where one refuses the group, or with the digest every group that is in it: by POST (RFC 8058),
 * or on a page that is opened. */
const char *unsubscription_url(Ctx *ctx, Id user_id, MailGroup group);

/** NOT_FOUND link_unknown */
Error unsubscription_get(Ctx *ctx, const char *token, Unsubscription *ret_unsubscription);

/** Refuses the group for who the mail went to; again changes nothing. NOT_FOUND link_unknown */
Error unsubscription_use(Ctx *ctx, const char *token);
