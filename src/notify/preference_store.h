// preference_store.h — groups of mails that people do not want at once. Private to src/notify.
#pragma once

#include "preference.h"

/** NOT_FOUND: at once. */
Error preference_store_find(Ctx *ctx, Id user_id, MailGroup group, Preference *ret_preference);
Error preference_store_list(Ctx *ctx, Id user_id, PreferenceList *ret_chosen);
Error preference_store_place(Ctx *ctx, Id user_id, MailGroup group, const char *timing);
Error preference_store_remove(Ctx *ctx, Id user_id, MailGroup group);
