#include "authentication_rules.h"

#include "base/text.h"
#include "testing/world.h"

#include <string.h>

#define RULES       "/v1/organization/authentication-rules"
#define PREVIEW     "/v1/organization/authentication-rules/preview"
#define BREAK_GLASS "/v1/authentication-rules/break-glass"

static Reply sign_in(World *world, WorldPerson person)
{
    return world_sign_in(world, world_email(person), WORLD_PASSWORD);
}

static Reply put(World *world, const char *body)
{
    sign_in(world, WORLD_OWNER);
    return world_put(world, RULES, body);
}

static void add_provider(World *world, const char *id, WorldPerson whose, bool is_platform)
{
    world_exec(world,
        "INSERT INTO identity_provider (organization_id, id, kind, name, address, is_platform,"
        " is_enabled, creates_users, settings, state, created_at) VALUES ($1, $2, 'openid', $3,"
        " 'https://idp.test', $4, TRUE, FALSE, '{}', 'ready', 1)",
        world_organization(world, whose), id, world_printf(world, "Work %s", id), is_platform);
}

static void link_to(World *world, WorldPerson person, const char *provider)
{
    world_exec(world,
        "INSERT INTO linked_identity (provider_id, subject, user_id, created_at)"
        " VALUES ($1, $2, $2, 1)",
        provider, world_user(world, person));
}

static void add_device(World *world, WorldPerson person)
{
    const Blob secret = {"x", 1};
    world_exec(world,
        "INSERT INTO second_factor (user_id, id, name, secret, last_step, created_at, confirmed_at)"
        " VALUES ($1, 'fac_test', 'Phone', $2, 0, 1, 1)",
        world_user(world, person), secret);
}

static void add_passkey(World *world, WorldPerson person)
{
    world_exec(world,
        "INSERT INTO passkey (user_id, id, name, credential_id, algorithm, public_key, sign_count,"
        " transports, is_backup_eligible, is_backed_up, created_at)"
        " VALUES ($1, 'pky_test', 'Key', $1, -7, 'x', 0, '[]', FALSE, FALSE, 1)",
        world_user(world, person));
}

// As if the living session of the person had begun by it.
static void come_by(World *world, WorldPerson person, const char *method)
{
    world_exec(world, "UPDATE session SET method = $2 WHERE user_id = $1",
        world_user(world, person), method);
}

static const char *break_glass(World *world)
{
    return world_printf(
        world, "{'organization_id':'%s'}", world_organization(world, WORLD_OWNER).text);
}

SCENARIO("without rules one may sign in by everything")
{
    Reply rules = world_get(world, RULES);
    EXPECT_INT(world_length(rules, "methods"), 0);
    EXPECT(!world_value(rules, "second_factor_from"));
    EXPECT_TEXT(reply_header(rules, "ETag"), "\"v0\"");
    EXPECT_INT(world_length(world_post(world, PREVIEW, "{'methods':[]}"), "people"), 0);
}

SCENARIO("whoever signed in by another method than those allowed does not act, at once")
{
    add_provider(world, "idp_work", WORLD_OWNER, false);
    link_to(world, WORLD_BUYER, "idp_work");
    EXPECT_INT(put(world, "{'methods':['idp_work'],'is_confirmed':true}").status, 200);
    sign_in(world, WORLD_BUYER);
    Reply reply = world_get(world, "/v1/organization");
    EXPECT_INT(reply.status, 403);
    EXPECT_TEXT(reply.code, "sign_in_method_not_allowed");
    Reply session = world_get(world, "/v1/session");
    EXPECT(!world_value(session, "organization"));
    EXPECT_INT(world_length(session, "permissions"), 0);
    EXPECT_TEXT(world_value(session, "organizations.0.refusal"), "sign_in_method_not_allowed");
    EXPECT_TEXT(world_value(session, "organizations.0.methods"), "[\"idp_work\"]");
    EXPECT_INT(world_patch(world, "/v1/me", "{'name':'Berta'}").status, 200);

    come_by(world, WORLD_BUYER, "idp_work");
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    EXPECT_TEXT(world_value(world_get(world, "/v1/session"), "method"), "idp_work");
}

SCENARIO("who lacks a required second factor is let in as soon as there is one")
{
    world_exec(world, "INSERT INTO authentication_rules VALUES ($1, '[]', 1, NULL, 1, 1)",
        world_organization(world, WORLD_OWNER));
    sign_in(world, WORLD_BUYER);
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "second_factor_required");
    EXPECT_TEXT(world_value(world_get(world, "/v1/session"), "organizations.0.refusal"),
        "second_factor_required");
    EXPECT_INT(world_post(world, "/v1/me/second-factors", "{'name':'Phone'}").status, 201);
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "second_factor_required");
    add_passkey(world, WORLD_BUYER);
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
}

SCENARIO("a second factor that will be required is announced to whom it concerns")
{
    add_device(world, WORLD_EDITOR);
    world_exec(world, "INSERT INTO authentication_rules VALUES ($1, '[]', $2, NULL, 1, 1)",
        world_organization(world, WORLD_OWNER), time_after(world->ctx.now, DAYS(1)));
    Reply session = sign_in(world, WORLD_BUYER);
    EXPECT(world_value(session, "organizations.0.second_factor_due_at"));
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    world_advance(world, DAYS(1));
    sign_in(world, WORLD_BUYER);
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "second_factor_required");
}

SCENARIO(
    "the organization's own provider asks for the second factor itself, the platform's does not")
{
    add_provider(world, "idp_own", WORLD_OWNER, false);
    add_provider(world, "idp_all", WORLD_OPERATOR, true);
    world_exec(world, "INSERT INTO authentication_rules VALUES ($1, '[]', 1, NULL, 1, 1)",
        world_organization(world, WORLD_OWNER));
    sign_in(world, WORLD_BUYER);
    come_by(world, WORLD_BUYER, "idp_own");
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    come_by(world, WORLD_BUYER, "idp_all");
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "second_factor_required");
}

SCENARIO("one organization's rules hold in no other")
{
    world_join(world, WORLD_BUYER, WORLD_STRANGER, "[\"reports\"]");
    put(world, "{'methods':['passkey'],'is_confirmed':true}");
    Reply session = sign_in(world, WORLD_BUYER);
    EXPECT_TEXT(world_value(session, "organization.name"), "Stranger");
    EXPECT_TEXT(world_value(world_get(world, "/v1/organization"), "name"), "Stranger");
    world_header(world, "Kontor-Organization", world_organization(world, WORLD_OWNER).text);
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "sign_in_method_not_allowed");
    world_header(world, "Kontor-Organization", NULL);
    sign_in(world, WORLD_STRANGER);
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    EXPECT_INT(world_length(world_get(world, RULES), "methods"), 0);
}

SCENARIO("tokens have rules of their own")
{
    sign_in(world, WORLD_BUYER);
    Reply token = world_post(world, "/v1/me/api-tokens", "{'name':'CI','scopes':['read']}");
    put(world, "{'methods':['passkey'],'is_confirmed':true}");
    world_sign_out(world);
    world_header(
        world, "Authorization", world_printf(world, "Bearer %s", world_value(token, "secret")));
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
}

// ── the preview ──────────────────────────────────────────────────────────────────────────────

static const char *reason_in(Reply preview, Id user_id)
{
    for (int64_t i = 0; i < world_length(preview, "people"); i++) {
        const char *id =
            world_value(preview, world_printf(preview.world, "people.%lld.user_id", (long long)i));
        if (text_same(id, user_id.text))
            return world_value(
                preview, world_printf(preview.world, "people.%lld.reason", (long long)i));
    }
    return NULL;
}

// All kinds of people, and each way in that the person has.
static const struct {
    WorldPerson person;
    const char *methods[4];
} people[] = {
    {WORLD_OWNER, {"password"}},
    {WORLD_BUYER, {"password", "passkey"}},
    {WORLD_REPORTER, {"password", "idp_own", "idp_all"}},
    {WORLD_EDITOR, {"password", "idp_own"}},
};

static void people_begin(World *world)
{
    add_provider(world, "idp_own", WORLD_OWNER, false);
    add_provider(world, "idp_all", WORLD_OPERATOR, true);
    add_provider(world, "idp_foreign", WORLD_STRANGER, false);
    link_to(world, WORLD_REPORTER, "idp_own");
    link_to(world, WORLD_REPORTER, "idp_all");
    world_exec(world,
        "INSERT INTO mail_domain (organization_id, id, provider_id, domain, created_at,"
        " confirmed_at) VALUES ($1, 'dom_1', 'idp_own', $2, 1, 1)",
        world_organization(world, WORLD_OWNER), strchr(world_email(WORLD_EDITOR), '@') + 1);
    // The domain is everybody's at Acme: only the two shall be known there.
    world_exec(world, "UPDATE user_account SET email = $2 WHERE id = $1",
        world_user(world, WORLD_OWNER), "otto@elsewhere.test");
    world_exec(world, "UPDATE user_account SET email = $2 WHERE id = $1",
        world_user(world, WORLD_BUYER), "berta@elsewhere.test");
}

// Whether the person, who is signed in, acts by one of the methods.
static bool acts_by_any(World *world, size_t i)
{
    bool acts = false;
    for (size_t j = 0; j < COUNT_OF(people[i].methods) && people[i].methods[j]; j++) {
        come_by(world, people[i].person, people[i].methods[j]);
        acts |= world_get(world, "/v1/organization").status == 200;
    }
    return acts;
}

SCENARIO("whom the preview names is who is refused, of every kind of people and rules")
{
    static const char *const rules[] = {"[]", "[\"password\"]", "[\"passkey\"]", "[\"idp_own\"]",
        "[\"idp_all\"]", "[\"passkey\",\"idp_own\"]", "[\"password\",\"idp_all\"]"};
    static const char *const cookies[] = {"otto@elsewhere.test", "berta@elsewhere.test", NULL};
    Header headers[COUNT_OF(people)][2];
    people_begin(world);
    for (size_t i = 0; i < COUNT_OF(people); i++) {
        const char *email = i < 2 ? cookies[i] : world_email(people[i].person);
        EXPECT_INT(world_sign_in(world, email, WORLD_PASSWORD).status, 201);
        memcpy(headers[i], world->headers, sizeof headers[i]);
    }
    world_sign_out(world);
    add_passkey(world, WORLD_BUYER);
    for (size_t r = 0; r < 2 * COUNT_OF(rules); r++) {
        const char *methods = rules[r / 2], *from = r % 2 ? "'2020-01-01T00:00:00Z'" : "null";
        world_as(world, WORLD_OWNER);
        Reply preview = world_post(world, PREVIEW,
            world_printf(world, "{'methods':%s,'second_factor_from':%s}", methods, from));
        world_exec(world, "DELETE FROM authentication_rules");
        world_exec(world, "INSERT INTO authentication_rules VALUES ($1, $2, $3, NULL, 1, 1)",
            world_organization(world, WORLD_OWNER), methods, r % 2 ? (Time){1} : TIME_NONE);
        for (size_t i = 0; i < COUNT_OF(people); i++) {
            world_as(world, WORLD_VISITOR);
            for (size_t h = 0; h < 2; h++)
                world_header(world, headers[i][h].name, headers[i][h].value);
            bool is_named = reason_in(preview, world_user(world, people[i].person)) != NULL;
            EXPECT_INT(acts_by_any(world, i), !is_named);
            world_sign_out(world);
        }
    }
}

SCENARIO("the preview says why, and by what somebody can sign in")
{
    people_begin(world);
    add_device(world, WORLD_EDITOR);
    world_as(world, WORLD_OWNER);
    Reply preview = world_post(world, PREVIEW, "{'methods':['idp_own']}");
    EXPECT_TEXT(reason_in(preview, world_user(world, WORLD_OWNER)), "break_glass");
    EXPECT_TEXT(reason_in(preview, world_user(world, WORLD_BUYER)), "no_method");
    EXPECT(!reason_in(preview, world_user(world, WORLD_EDITOR)));
    EXPECT_INT(world_length(preview, "people"), 2);
    EXPECT_TEXT(world_value(preview, "people.0.methods"), "[\"password\"]");
    EXPECT_TEXT(world_value(preview, "keeps_owner"), "true");
    preview = world_post(
        world, PREVIEW, "{'methods':['password'],'second_factor_from':'2020-01-01T00:00:00Z'}");
    EXPECT_TEXT(reason_in(preview, world_user(world, WORLD_BUYER)), "no_second_factor");
    EXPECT(!reason_in(preview, world_user(world, WORLD_EDITOR)));
    EXPECT_TEXT(world_value(preview, "keeps_owner"), "false");
}

SCENARIO("rules that shut somebody out are confirmed, and none shuts out all owners")
{
    Reply reply = put(world, "{'methods':['passkey']}");
    EXPECT_INT(reply.status, 409);
    EXPECT_TEXT(reply.code, "would_shut_out");
    reply = put(world,
        "{'methods':[],'second_factor_from':'2020-01-01T00:00:00Z',"
        "'is_confirmed':true}");
    EXPECT_TEXT(reply.code, "no_owner_left");
    EXPECT_INT(put(world, "{'methods':['password']}").status, 200);
    EXPECT_TEXT(world_value(world_get(world, RULES), "version"), "1");
}

SCENARIO("only owners change the rules, and what is wrong with them is said")
{
    world_as(world, WORLD_BUYER);
    EXPECT_INT(world_get(world, RULES).status, 403);
    world_change_roles(world, WORLD_BUYER, "[\"reports\",\"administrator\"]");
    sign_in(world, WORLD_BUYER);
    EXPECT_INT(world_get(world, RULES).status, 200);
    EXPECT_TEXT(world_put(world, RULES, "{'methods':[]}").code, "owner_only");
    add_provider(world, "idp_foreign", WORLD_STRANGER, false);
    static const char *const wrong[] = {"{'methods':['sms']}", "{'methods':['idp_foreign']}",
        "{'methods':['password','password']}", "{}"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        EXPECT_INT(put(world, wrong[i]).status, 422);
}

SCENARIO("two who change the rules at once lose nothing")
{
    put(world, "{'methods':['password']}");
    world_header(world, "If-Match", "\"v1\"");
    EXPECT_INT(world_put(world, RULES, "{'methods':['password','passkey']}").status, 200);
    EXPECT_TEXT(world_put(world, RULES, "{'methods':[]}").code, "edited_meanwhile");
}

// ── break glass ──────────────────────────────────────────────────────────────────────────────

SCENARIO(
    "an owner gets in in spite of the methods, which is recorded, and mailed once to all owners")
{
    put(world, "{'methods':['passkey'],'is_confirmed':true}");
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "sign_in_method_not_allowed");
    EXPECT_INT(world_post(world, BREAK_GLASS, break_glass(world)).status, 204);
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    EXPECT_INT(world_post(world, BREAK_GLASS, break_glass(world)).status, 204);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE kind = 'break_glass.used'"), 1);
    EXPECT_TEXT(world_value(world_get(world, "/v1/audit-records"), "items.0.action"),
        "POST /v1/authentication-rules/break-glass");
    world_drain(world);
    const Mail *mail = world_mail_to(world, world_email(WORLD_OWNER));
    EXPECT(mail && strstr(mail->subject, "in spite of its sign-in methods"));

    sign_in(world, WORLD_OWNER); // another session
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "sign_in_method_not_allowed");
}

SCENARIO("nobody else breaks the glass, nor an owner by a provider, nor without a second factor")
{
    add_provider(world, "idp_own", WORLD_OWNER, false);
    put(world, "{'methods':['passkey'],'is_confirmed':true}");
    sign_in(world, WORLD_BUYER);
    EXPECT_TEXT(world_post(world, BREAK_GLASS, break_glass(world)).code, "owner_only");
    sign_in(world, WORLD_STRANGER);
    EXPECT_TEXT(world_post(world, BREAK_GLASS, break_glass(world)).code, "not_a_member");
    sign_in(world, WORLD_OWNER);
    come_by(world, WORLD_OWNER, "idp_own");
    EXPECT_TEXT(world_post(world, BREAK_GLASS, break_glass(world)).code, "local_sign_in_required");
    come_by(world, WORLD_OWNER, "password");
    world_exec(world, "UPDATE authentication_rules SET second_factor_from = 1");
    EXPECT_INT(world_post(world, BREAK_GLASS, break_glass(world)).status, 204);
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "second_factor_required");
    add_device(world, WORLD_OWNER);
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
}

SCENARIO("whom the rules let in breaks no glass, and who owns it no more does not act by it")
{
    sign_in(world, WORLD_OWNER);
    EXPECT_TEXT(world_post(world, BREAK_GLASS, break_glass(world)).code, "not_refused");
    put(world, "{'methods':['passkey'],'is_confirmed':true}");
    EXPECT_INT(world_post(world, BREAK_GLASS, break_glass(world)).status, 204);
    world_change_roles(world, WORLD_OWNER, "[\"reports\"]");
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "sign_in_method_not_allowed");
}

SCENARIO("who is invited learns by what members sign in before choosing a password")
{
    add_provider(world, "idp_work", WORLD_OWNER, false);
    put(world, "{'methods':['idp_work','passkey'],'is_confirmed':true}");
    world_post(world, BREAK_GLASS, break_glass(world));
    EXPECT_INT(world_post(world, "/v1/organization/invitations",
                   "{'email':'ida@new.test','roles':[{'role':'reports'}],'language':'en'}")
                   .status,
        201);
    world_drain(world);
    const Mail *mail = world_mail_to(world, "ida@new.test");
    const char *token = mail ? world_word_after(world, mail->text, "#token=") : "";
    world_sign_out(world);
    world_as(world, WORLD_VISITOR);
    Reply link = world_post(
        world, "/v1/invitations/inspection", world_printf(world, "{'token':'%s'}", token));
    EXPECT_TEXT(world_value(link, "methods"), "[\"idp_work\",\"passkey\"]");
    EXPECT_TEXT(world_value(link, "providers.0.name"), "Work idp_work");
    EXPECT_INT(world_length(link, "providers"), 1);
}
