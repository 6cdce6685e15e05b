#include "scim_user.h"

#include "json/json.h"

// An attribute without a value is left out.
static void put_text(Json *out, const char *name, const char *text)
{
    if (text)
        json_put(out, name, text);
}

static void put_name(Json *out, const ScimUser *user)
{
    if (!user->formatted_name && !user->given_name && !user->family_name)
        return;
    json_begin_object(out, "name");
    put_text(out, "formatted", user->formatted_name);
    put_text(out, "familyName", user->family_name);
    put_text(out, "givenName", user->given_name);
    json_end_object(out);
}

static void put_emails(Json *out, const ScimEmailList *emails)
{
    if (!emails->count)
        return;
    json_begin_array(out, "emails");
    for (size_t i = 0; i < emails->count; i++) {
        json_begin_object(out, NULL);
        json_put(out, "value", emails->items[i].value);
        put_text(out, "type", emails->items[i].type);
        json_put(out, "primary", emails->items[i].is_primary);
        json_end_object(out);
    }
    json_end_array(out);
}

static void put_groups(Json *out, const ScimMembershipList *groups)
{
    if (!groups->count)
        return;
    json_begin_array(out, "groups");
    for (size_t i = 0; i < groups->count; i++) {
        json_begin_object(out, NULL);
        json_put(out, "value", groups->items[i].group_id);
        json_put(out, "$ref", scim_location(out->text.arena, "Groups", groups->items[i].group_id));
        json_put(out, "display", groups->items[i].display_name);
        json_put(out, "type", "direct");
        json_end_object(out);
    }
    json_end_array(out);
}

const char *scim_user_json(Arena *arena, const ScimUser *user)
{
    Json *out = json_new(arena);
    json_begin_object(out, NULL);
    json_raw(out, "schemas", "[\"" SCIM_USER "\"]");
    json_put(out, "id", user->id);
    put_text(out, "externalId", user->external_id);
    json_put(out, "userName", user->user_name);
    put_name(out, user);
    put_text(out, "displayName", user->display_name);
    json_put(out, "active", user->is_active);
    put_emails(out, &user->emails);
    put_groups(out, &user->groups);
    scim_put_meta(out, "User", "Users", user->id, user->created_at, user->changed_at);
    json_end_object(out);
    return json_finish(out);
}
