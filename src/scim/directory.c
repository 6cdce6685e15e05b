#include "directory.h"

#include "federation/mail_domain.h"
#include "identity/api_token.h"
#include "scim_group_store.h"
#include "scim_user_store.h"
#include "settings.h"

SHAPE(directory_shape, Directory,
    FIELD(Directory, address, .required = true, .about = "Of SCIM 2.0, to type in there."),
    FIELD(Directory, users, .required = true),
    FIELD(Directory, active_users, .required = true, .about = "Who are members."),
    FIELD(Directory, groups, .required = true),
    FIELD(Directory, has_mail_domain,
        .about = "Whether one is confirmed; without, the directory makes no members."),
    FIELD(Directory, last_request_at, .about = "By a token of the directory; null: none yet."));

Error directory_get(Ctx *ctx, Directory *ret_directory)
{
    Directory directory = {
        .address = arena_printf(ctx->arena, "%s/scim/v2", settings()->public_url)};
    TRY(scim_user_store_count(ctx, false, &directory.users));
    TRY(scim_user_store_count(ctx, true, &directory.active_users));
    TRY(scim_group_store_count(ctx, &directory.groups));
    TRY(mail_domain_has(ctx, NULL, &directory.has_mail_domain));
    TRY(api_token_get_last_use(ctx, "directory", &directory.last_request_at));
    *ret_directory = directory;
    return OK;
}
