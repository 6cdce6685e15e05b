#include "identity_provider.h"

#include "organizations/role.h"
#include "testing/world.h"

#include <string.h>

#define NEW_PROVIDER "{'name': 'Login', 'address': 'https://login.test', 'client_id': 'kontor'}"

static const char *add_provider(World *world)
{
    return world_value(world_post(world, "/v1/identity-providers", NEW_PROVIDER), "id");
}

static Reply add_domain(World *world, const char *provider_id, const char *domain)
{
    return world_post(world,
        world_printf(world, "/v1/identity-providers/%s/mail-domains", provider_id),
        world_printf(world, "{'domain': '%s'}", domain));
}

static Reply confirm(World *world, const char *domain_id)
{
    world_as(world, WORLD_OPERATOR);
    return world_post(
        world, world_printf(world, "/v1/operator/mail-domains/%s/confirmation", domain_id), NULL);
}

SCENARIO("a mail domain is one organization's, whoever asked first")
{
    world_as(world, WORLD_STRANGER);
    const char *asked = world_value(add_domain(world, add_provider(world), "acme.test"), "id");
    world_as(world, WORLD_OWNER);
    const char *own = world_value(add_domain(world, add_provider(world), "acme.test"), "id");

    EXPECT_INT(confirm(world, own).status, 200);
    Reply late = confirm(world, asked);
    EXPECT_INT(late.status, 409);
    EXPECT_TEXT(late.code, "domain_taken");
    EXPECT_INT(confirm(world, own).status, 200); // again: nothing changes
}

SCENARIO("what the operator decides about a mail domain is recorded where it counts")
{
    world_as(world, WORLD_OWNER);
    const char *own = world_value(add_domain(world, add_provider(world), "acme.test"), "id");
    confirm(world, own);
    world_post(world, world_printf(world, "/v1/operator/mail-domains/%s/refusal", own), NULL);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM audit_record WHERE organization_id = $1"
                   " AND actor_organization_id = $2 AND subject_id = $3",
                   world_organization(world, WORLD_OWNER),
                   world_organization(world, WORLD_OPERATOR), id_from(own)),
        2);
}

SCENARIO(
    "a domain covers its addresses in any case, and neither those around it nor unconfirmed ones")
{
    bool covers;
    world_as(world, WORLD_OWNER);
    const char *provider_id = add_provider(world);
    const char *domain_id = world_value(add_domain(world, provider_id, "acme.test"), "id");
    world_must(
        world, mail_domain_covers(&world->ctx, id_from(provider_id), "a@acme.test", &covers));
    EXPECT(!covers);
    confirm(world, domain_id);
    static const struct {
        const char *email;
        bool covers;
    } cases[] = {{"a@acme.test", true}, {"A@ACME.Test", true}, {"a@sub.acme.test", false},
        {"a@notacme.test", false}, {"a@acme.test@evil.test", false}, {"acme.test", false}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        world_must(
            world, mail_domain_covers(&world->ctx, id_from(provider_id), cases[i].email, &covers));
        EXPECT_INT(covers, cases[i].covers);
    }
}

SCENARIO("what is no mail domain is none")
{
    static const char *const bad[] = {
        "acme", "ac me.test", "acme.test/x", "a@acme.test", "äcme.test"};
    const char *provider_id = add_provider(world);
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        EXPECT_TEXT(
            world_value(add_domain(world, provider_id, bad[i]), "errors.0.code"), "bad_domain");
    EXPECT_TEXT(world_value(add_domain(world, provider_id, " @Acme.TEST "), "domain"), "acme.test");
}

SCENARIO("only an owner changes identity providers, an administrator sees them")
{
    const char *id = add_provider(world);
    world_change_roles(world, WORLD_BUYER, "[\"reports\", \"administrator\"]");
    world_as(world, WORLD_BUYER);
    world->ctx.actor.permissions |=
        role_permissions((TextList){(const char *[]){"reports", "administrator"}, 2}, false, false);
    EXPECT_INT(world_length(world_get(world, "/v1/identity-providers"), "items"), 1);
    Reply reply = world_post(world, "/v1/identity-providers", NEW_PROVIDER);
    EXPECT_INT(reply.status, 403);
    EXPECT_TEXT(reply.code, "owner_only");
    EXPECT_INT(
        world_delete(world, world_printf(world, "/v1/identity-providers/%s", id)).status, 403);
}

SCENARIO("before it was asked what it is, nobody signs in by a provider, and it is not offered")
{
    const char *id = add_provider(world);
    world_as(world, WORLD_VISITOR);
    const char *body = world_printf(world, "{'provider_id': '%s'}", id);
    Reply reply = world_post(world, "/v1/external-sign-ins", body);
    EXPECT_INT(reply.status, 409);
    EXPECT_TEXT(reply.code, "provider_not_ready");
    EXPECT_INT(world_length(world_post(world, "/v1/sign-in-methods", body), "items"), 0);
}

SCENARIO("names of providers are one organization's own, and twenty are enough")
{
    add_provider(world);
    EXPECT_TEXT(world_post(world, "/v1/identity-providers", NEW_PROVIDER).code, "name_taken");
    for (int i = 1; i < MAX_IDENTITY_PROVIDERS; i++)
        world_post(world, "/v1/identity-providers",
            world_printf(world,
                "{'name': 'Login %d', 'address': 'https://login.test', 'client_id': 'k'}", i));
    Reply last = world_post(world, "/v1/identity-providers",
        "{'name': 'Another', 'address': 'https://login.test', 'client_id': 'k'}");
    EXPECT_TEXT(last.code, "too_many_providers");
    world_as(world, WORLD_STRANGER);
    EXPECT(add_provider(world));
}

// ── whom it lets in ──────────────────────────────────────────────────────────────────────────

#define CHANGE                                                                                     \
    "{'name': 'Login', 'client_id': 'kontor', 'creates_users': false, 'is_enabled': %s,"           \
    " 'is_confirmed': %s}"

static void link_to(World *world, WorldPerson person, const char *provider_id, bool has_password)
{
    world_exec(world,
        "INSERT INTO linked_identity (provider_id, subject, user_id, created_at)"
        " VALUES ($1, $2, $2, 1)",
        provider_id, world_user(world, person));
    if (!has_password)
        world_exec(world, "UPDATE user_account SET password_hash = NULL WHERE id = $1",
            world_user(world, person));
}

static Reply put_provider(World *world, const char *path, bool is_enabled, bool is_confirmed)
{
    return world_put(world, path,
        world_printf(
            world, CHANGE, is_enabled ? "true" : "false", is_confirmed ? "true" : "false"));
}

SCENARIO("a provider by which alone somebody signs in goes after a confirmation, which names them")
{
    const char *id = add_provider(world);
    const char *path = world_printf(world, "/v1/identity-providers/%s", id);
    link_to(world, WORLD_BUYER, id, false);
    Reply refused = put_provider(world, path, false, false);
    EXPECT_INT(refused.status, 409);
    EXPECT_TEXT(refused.code, "would_shut_out");
    EXPECT(strstr(refused.message, "any more: Berta") != NULL);
    EXPECT_TEXT(world_value(world_get(world, path), "is_enabled"), "true");
    EXPECT_INT(put_provider(world, path, true, false).status, 200); // nothing is taken

    EXPECT_TEXT(world_delete(world, path).code, "would_shut_out");
    EXPECT_TEXT(world_value(world_get(world, path), "people"), "1");
    EXPECT_INT(put_provider(world, path, false, true).status, 200);
    EXPECT_INT(put_provider(world, path, false, false).status, 200); // it is off already
    EXPECT_INT(world_delete(world, path).status, 204);
}

SCENARIO("who has a password too is not shut out, unless the organization allows only the provider")
{
    const char *id = add_provider(world);
    const char *path = world_printf(world, "/v1/identity-providers/%s", id);
    link_to(world, WORLD_BUYER, id, true);
    EXPECT_INT(put_provider(world, path, false, false).status, 200);
    EXPECT_INT(put_provider(world, path, true, false).status, 200);
    world_exec(world, "INSERT INTO authentication_rules VALUES ($1, $2, NULL, NULL, 1, 1)",
        world_organization(world, WORLD_OWNER), world_printf(world, "[\"%s\"]", id));
    EXPECT_TEXT(put_provider(world, path, false, false).code, "would_shut_out");
    EXPECT_TEXT(world_delete(world, path).code, "would_shut_out");
    EXPECT_INT(world_delete(world, world_printf(world, "%s?is_confirmed=true", path)).status, 204);
}

SCENARIO("no confirmation removes the provider by which alone an owner signs in")
{
    const char *id = add_provider(world);
    const char *path = world_printf(world, "/v1/identity-providers/%s?is_confirmed=true", id);
    link_to(world, WORLD_OWNER, id, false);
    Reply refused = world_delete(world, path);
    EXPECT_TEXT(refused.code, "no_owner_left");
    world_exec(world, "UPDATE user_account SET password_hash = 'x' WHERE id = $1",
        world_user(world, WORLD_OWNER));
    EXPECT_INT(world_delete(world, path).status, 204);
}

SCENARIO(
    "a mail domain by which alone somebody signs in goes after a confirmation, which names them")
{
    const char *id = add_provider(world);
    const char *domain = world_value(add_domain(world, id, "acme.test"), "id");
    const char *path = world_printf(world, "/v1/identity-providers/%s/mail-domains/%s", id, domain);
    world_exec(world, "UPDATE mail_domain SET confirmed_at = 1");
    world_exec(world, "UPDATE user_account SET password_hash = NULL WHERE id = $1",
        world_user(world, WORLD_BUYER));
    Reply refused = world_delete(world, path);
    EXPECT_TEXT(refused.code, "would_shut_out");
    EXPECT(strstr(refused.message, "any more: Berta") != NULL);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM mail_domain"), 1);

    world_exec(world, "UPDATE user_account SET password_hash = NULL WHERE id = $1",
        world_user(world, WORLD_OWNER));
    const char *confirmed = world_printf(world, "%s?is_confirmed=true", path);
    EXPECT_TEXT(world_delete(world, confirmed).code, "no_owner_left");
    link_to(world, WORLD_OWNER, id, false);
    EXPECT_INT(world_delete(world, confirmed).status, 204);
    EXPECT_INT(world_delete(world, confirmed).status, 404);
}

SCENARIO("the operator too confirms to take back a mail domain by which alone somebody signs in")
{
    const char *id = add_provider(world);
    const char *domain = world_value(add_domain(world, id, "acme.test"), "id");
    const char *path = world_printf(world, "/v1/operator/mail-domains/%s/refusal", domain);
    world_exec(world, "UPDATE mail_domain SET confirmed_at = 1");
    world_exec(world, "UPDATE user_account SET password_hash = NULL WHERE id = $1",
        world_user(world, WORLD_BUYER));
    world_as(world, WORLD_OPERATOR);
    Reply refused = world_post(world, path, NULL);
    EXPECT_TEXT(refused.code, "would_shut_out");
    EXPECT(strstr(refused.message, "any more: Berta") != NULL);
    world_exec(world, "UPDATE user_account SET password_hash = NULL WHERE id = $1",
        world_user(world, WORLD_OWNER));
    EXPECT_TEXT(world_post(world, path, NULL).code, "no_owner_left");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM mail_domain"), 1);
    const char *confirmed = world_printf(world, "%s?is_confirmed=true", path);
    EXPECT_INT(world_post(world, confirmed, NULL).status, 204);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM mail_domain"), 0);
}

SCENARIO("a mail domain that nobody needs to sign in goes at once")
{
    const char *id = add_provider(world);
    const char *domain = world_value(add_domain(world, id, "acme.test"), "id");
    EXPECT_INT(world_delete(world,
                   world_printf(world, "/v1/identity-providers/%s/mail-domains/%s", id, domain))
                   .status,
        204);
}

SCENARIO("a provider of the platform counts people of all organizations whose only way in it is")
{
    world_as(world, WORLD_OPERATOR);
    const char *id = world_value(world_post(world, "/v1/identity-providers",
                                     "{'name': 'Login', 'address': 'https://login.test',"
                                     " 'client_id': 'kontor', 'is_platform': true}"),
        "id");
    const char *path = world_printf(world, "/v1/identity-providers/%s", id);
    link_to(world, WORLD_STRANGER, id, true);
    EXPECT_INT(put_provider(world, path, false, false).status, 200);
    EXPECT_INT(put_provider(world, path, true, false).status, 200);
    world_exec(world, "INSERT INTO authentication_rules VALUES ($1, $2, NULL, NULL, 1, 1)",
        world_organization(world, WORLD_STRANGER), world_printf(world, "[\"%s\"]", id));
    EXPECT_TEXT(put_provider(world, path, false, false).code, "would_shut_out");
    world_exec(world, "UPDATE authentication_rules SET methods = '[]'");
    link_to(world, WORLD_BUYER, id, false);
    Reply refused = world_delete(world, path);
    EXPECT_TEXT(refused.code, "would_shut_out");
    EXPECT(strstr(refused.message, "1 people") == NULL && strstr(refused.message, "One person"));
    EXPECT_INT(put_provider(world, path, false, true).status, 200);
}
