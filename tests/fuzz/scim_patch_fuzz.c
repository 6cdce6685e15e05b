// a SCIM body is refused, or leaves a user whose mail addresses are some, and each of them once
// sources: src/scim/scim_body.c src/scim/scim_user_attributes.c src/scim/scim_filter.c
// sources: lib/json/*.c lib/shape/*.c lib/base/*.c
// packages: libcurl
#include "base/text.h"
#include "scim/scim_user.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void require_sound(const ScimUser *user)
{
    int primary = 0;
    if (user->emails.count > MAX_SCIM_EMAILS)
        abort();
    for (size_t i = 0; i < user->emails.count; i++) {
        const ScimEmail *email = &user->emails.items[i];
        primary += email->is_primary;
        if (!text_is_mail_address(email->value) || (email->type && strlen(email->type) > 1016))
            abort();
        for (size_t k = 0; k < i; k++)
            if (!strcasecmp(user->emails.items[k].value, email->value))
                abort();
    }
    if (primary > 1)
        abort();
}

static ScimUser begin(Ctx *ctx)
{
    ScimUser user = {.user_name = "anna@acme.test", .given_name = "Anna", .is_active = true};
    user.emails.items = arena_array_of(ctx->arena, ScimEmail, MAX_SCIM_EMAILS);
    user.emails.items[0] = (ScimEmail){"anna@acme.test", "work", true};
    user.emails.items[1] = (ScimEmail){"a@home.test", "home", false};
    user.emails.count = 2;
    return user;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Ctx ctx = {.arena = arena_new()};
    Request req = {.bytes = {bytes, length}};
    const JsonValue *body;
    if (!scim_body_read(&ctx, &req, &body)) {
        ScimUser patched = begin(&ctx), placed = begin(&ctx);
        if (!scim_patch_read(&ctx, body, scim_user_place_attribute, &patched))
            require_sound(&patched);
        ctx.failure = (Failure){0};
        if (!scim_resource_read(&ctx, body, scim_user_place_attribute, &placed))
            require_sound(&placed);
    }
    arena_free(ctx.arena);
    return 0;
}
