// Acme is the customer, Stranger its partner.
#include "role.h"
#include "testing/world.h"

#include "base/text.h"

#include <string.h>

#define DELEGATIONS "/v1/organization/delegations"
#define CUSTOMERS   "/v1/organization/customers"
#define INVITATIONS "/v1/organization/invitations"

static Id partner(World *world)
{
    return world_organization(world, WORLD_STRANGER);
}

static Id customer(World *world)
{
    return world_organization(world, WORLD_OWNER);
}

static Reply offer(World *world, const char *roles)
{
    world_as(world, WORLD_OWNER);
    return world_post(world, DELEGATIONS,
        world_printf(world, "{'partner_id': '%s', 'roles': [%s]}", partner(world).text, roles));
}

static Reply revoke(World *world, Reply delegation)
{
    world_as(world, WORLD_OWNER);
    return world_post(world,
        world_printf(world, DELEGATIONS "/%s/revocation", world_value(delegation, "id")), NULL);
}

static Reply decide(World *world, Reply delegation, const char *verb)
{
    world_as(world, WORLD_STRANGER);
    return world_post(
        world, world_printf(world, CUSTOMERS "/%s/%s", world_value(delegation, "id"), verb), NULL);
}

static Reply begin(World *world, const char *roles)
{
    Reply delegation = offer(world, roles);
    EXPECT_INT(delegation.status, 201);
    EXPECT_INT(decide(world, delegation, "acceptance").status, 200);
    return delegation;
}

// Signs the partner's owner in, who acts for that organization from now on.
static void act(World *world, Id organization_id)
{
    world_header(world, "Kontor-Organization", NULL);
    world_sign_in(world, world_email(WORLD_STRANGER), WORLD_PASSWORD);
    world_header(world, "Kontor-Organization", world_printf(world, "%s", organization_id.text));
}

static Reply session(World *world)
{
    return world_get(world, "/v1/session");
}

static void leave(World *world)
{
    world_header(world, "Kontor-Organization", NULL);
    world_sign_out(world);
}

static Reply invite(World *world, const char *role)
{
    return world_post(world, INVITATIONS,
        world_printf(world,
            "{'email': 'ida@acme.test', 'language': 'en', 'roles': [{'role': '%s'}]}", role));
}

static int can_act(World *world)
{
    act(world, customer(world));
    int status = world_get(world, "/v1/organization").status;
    leave(world);
    return status;
}

SCENARIO("a partner acts for a customer once it accepted, with the roles that were given")
{
    Reply delegation = offer(world, "'reports', 'purchasing'");
    EXPECT_TEXT(world_value(delegation, "state"), "offered");
    EXPECT(!world_value(delegation, "partner_name"));
    EXPECT_INT(can_act(world), 403);
    world_as(world, WORLD_STRANGER);
    Reply list = world_get(world, CUSTOMERS);
    EXPECT_TEXT(world_value(list, "items.0.organization_name"), "Acme");

    Reply accepted = decide(world, delegation, "acceptance");
    EXPECT_TEXT(world_value(accepted, "state"), "accepted");
    EXPECT_TEXT(world_value(accepted, "partner_name"), "Stranger");
    act(world, customer(world));
    Reply now = session(world);
    EXPECT_TEXT(world_value(now, "organization.name"), "Acme");
    EXPECT_TEXT(world_value(now, "organization.partner_name"), "Stranger");
    EXPECT_TEXT(world_value(now, "organization.partner_id"), partner(world).text);
    EXPECT_TEXT(world_value(now, "organization.roles.1"), "purchasing");
    EXPECT(!world_value(now, "organization.roles.2"));
    EXPECT_TEXT(world_value(now, "organizations.0.name"), "Stranger");
    world_header(world, "Kontor-Organization", NULL);
    EXPECT_TEXT(world_value(session(world), "organization.name"), "Stranger");
}

SCENARIO("revoked, given up or over it ends at once, for open sessions too")
{
    Reply delegation = begin(world, "'reports'");
    act(world, customer(world));
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    world_exec(world, "UPDATE delegation SET state = 'revoked'");
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "not_a_member");
    world_exec(world, "UPDATE delegation SET state = 'accepted'");
    EXPECT_INT(world_get(world, "/v1/organization").status, 200);
    leave(world);
    EXPECT_TEXT(world_value(revoke(world, delegation), "state"), "revoked");
    EXPECT_INT(can_act(world), 403);
    EXPECT_TEXT(decide(world, delegation, "acceptance").code, "delegation_decided");
    EXPECT_TEXT(revoke(world, delegation).code, "delegation_decided");

    delegation = begin(world, "'reports'");
    EXPECT_INT(can_act(world), 200);
    EXPECT_TEXT(world_value(decide(world, delegation, "renunciation"), "state"), "given_up");
    EXPECT(strstr(decide(world, delegation, "renunciation").body, "it was given up."));
    EXPECT_INT(can_act(world), 403);

    begin(world, "'reports'");
    world_advance(world, DAYS(364));
    EXPECT_INT(can_act(world), 200);
    world_advance(world, DAYS(1));
    EXPECT_INT(can_act(world), 403);
    world_as(world, WORLD_OWNER);
    EXPECT_TEXT(world_value(world_get(world, DELEGATIONS), "items.0.state"), "ended");
    EXPECT_INT(begin(world, "'reports'").status, 201);
}

SCENARIO("what was declined or taken back cannot be accepted")
{
    Reply delegation = offer(world, "'reports'");
    EXPECT_TEXT(world_value(decide(world, delegation, "decline"), "state"), "declined");
    EXPECT_TEXT(decide(world, delegation, "acceptance").code, "delegation_decided");
    delegation = offer(world, "'reports'");
    EXPECT_TEXT(decide(world, delegation, "renunciation").code, "delegation_decided");
    EXPECT_TEXT(offer(world, "'reports'").code, "delegation_open");
    EXPECT_INT(revoke(world, delegation).status, 200);
    EXPECT_TEXT(decide(world, delegation, "acceptance").code, "delegation_decided");
    EXPECT_INT(can_act(world), 403);
}

SCENARIO("each side moves what is its own, and others find nothing")
{
    Reply delegation = offer(world, "'reports'");
    const char *id = world_value(delegation, "id");
    EXPECT_TEXT(world_post(world, world_printf(world, CUSTOMERS "/%s/acceptance", id), NULL).code,
        "delegation_decided"); // the customer itself
    world_as(world, WORLD_STRANGER);
    EXPECT_TEXT(world_post(world, world_printf(world, DELEGATIONS "/%s/revocation", id), NULL).code,
        "delegation_decided");
    world_as(world, WORLD_NEWCOMER);
    EXPECT_INT(
        world_post(world, world_printf(world, CUSTOMERS "/%s/acceptance", id), NULL).status, 404);
    EXPECT_INT(
        world_post(world, world_printf(world, DELEGATIONS "/%s/revocation", id), NULL).status, 404);
    EXPECT_INT(world_length(world_get(world, CUSTOMERS), "items"), 0);
}

SCENARIO("who does not manage members any more decides on no offer, however the request came")
{
    Reply delegation = offer(world, "'reports'");
    world_change_roles(world, WORLD_STRANGER, "[\"reports\"]"); // world_as keeps what was before
    EXPECT_TEXT(decide(world, delegation, "acceptance").code, "missing_permission");
}

SCENARIO("who is no owner of the partner acts for nobody, and who ceases to be one ceases to act")
{
    begin(world, "'reports'");
    EXPECT_INT(can_act(world), 200);
    world_change_roles(world, WORLD_STRANGER, "[\"reports\",\"administrator\"]");
    EXPECT_INT(can_act(world), 403);
}

SCENARIO("a member has the roles of the membership alone")
{
    begin(world, "'reports', 'purchasing', 'administrator'");
    world_join(world, WORLD_STRANGER, WORLD_OWNER, "[\"reports\"]");
    act(world, customer(world));
    Reply now = session(world);
    EXPECT_TEXT(world_value(now, "organization.roles.0"), "reports");
    EXPECT(!world_value(now, "organization.roles.1"));
    EXPECT(!world_value(now, "organization.partner_id"));
}

SCENARIO("as an administrator a partner invites people below administrator, and nothing more")
{
    Reply delegation = begin(world, "'reports', 'profile', 'purchasing', 'administrator'");
    act(world, customer(world));
    EXPECT_TEXT(invite(world, "administrator").code, "insider_required");
    EXPECT_TEXT(invite(world, "owner").code, "insider_required");
    EXPECT_INT(invite(world, "purchasing").status, 201);
    static const RaceRequest forbidden[] = {
        {GET, DELEGATIONS, NULL},
        {POST, DELEGATIONS, "{'partner_id': 'org_x', 'roles': ['reports']}"},
        {GET, "/v1/audit-records", NULL},
        {GET, "/v1/webhooks", NULL},
        {GET, "/v1/identity-providers", NULL},
        {POST, "/v1/me/api-tokens", "{'name': 'x', 'scopes': ['read']}"},
        {POST, "/v1/organization/api-tokens",
            "{'name': 'x', 'scopes': ['read'], 'roles': ['reports']}"},
        {PUT, "/v1/organization/access-rules", "{'addresses': []}"},
        {PUT, "/v1/organization/authentication-rules", "{'methods': []}"},
        {POST, "/v1/organization/ownership-transfers", "{'user_id': 'usr_x'}"},
        {POST, "/v1/organization/seller-applications",
            "{'name': 'N', 'website': 'https://n.test', 'contact_email': 'a@n.test',"
            " 'support_email': 'b@n.test', 'country': 'DE', 'accepted': []}"},
    };
    for (size_t i = 0; i < COUNT_OF(forbidden); i++) {
        const RaceRequest *one = &forbidden[i];
        Reply reply = one->method == GET   ? world_get(world, one->path)
                      : one->method == PUT ? world_put(world, one->path, one->body)
                                           : world_post(world, one->path, one->body);
        EXPECT_INT(reply.status, 403);
        EXPECT(text_same(reply.code, "missing_permission") ||
               text_same(reply.code, "insider_required"));
    }
    EXPECT_INT(world_put(world,
                   world_printf(world, "/v1/organization/members/%s/roles",
                       world_user(world, WORLD_REPORTER).text),
                   "{'roles': [{'role': 'purchasing'}]}")
                   .status,
        403);
    leave(world);
    EXPECT_INT(revoke(world, delegation).status, 200);
    EXPECT_TEXT(world_value(world_get(world, INVITATIONS), "items.0.state"), "withdrawn");
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM event WHERE kind = 'invitation.withdrawn'"), 1);
}

SCENARIO("what a partner sent is withdrawn where it gives up, too, and nothing that others sent")
{
    Reply delegation = begin(world, "'reports', 'administrator'");
    act(world, customer(world));
    EXPECT_INT(invite(world, "reports").status, 201);
    leave(world);
    world_as(world, WORLD_OWNER);
    world_post(world, INVITATIONS,
        "{'email': 'ina@acme.test', 'language': 'en', 'roles': [{'role': 'reports'}]}");
    EXPECT_INT(decide(world, delegation, "renunciation").status, 200);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM invitation JOIN event ON subject_id = invitation.id"
                   " WHERE state = 'withdrawn' AND email = 'ida@acme.test'"
                   " AND kind = 'invitation.withdrawn'"),
        1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM invitation WHERE state = 'pending'"), 1);
}

SCENARIO("a partner touches no invitation that it could not have sent")
{
    begin(world, "'reports', 'administrator'");
    world_as(world, WORLD_OWNER);
    Reply higher = invite(world, "administrator");
    const char *path = world_printf(world, INVITATIONS "/%s", world_value(higher, "id"));
    act(world, customer(world));
    EXPECT_TEXT(world_delete(world, path).code, "insider_required");
    EXPECT_TEXT(
        world_post(world, world_printf(world, "%s/renewal", path), NULL).code, "insider_required");
    leave(world);
}

SCENARIO(
    "a partner gives no more than it has, to nobody of its own, and for no longer than it acts")
{
    begin(world, "'reports', 'administrator'");
    act(world, customer(world));
    EXPECT_TEXT(invite(world, "purchasing").code, "insider_required");
    Reply own = world_post(world, INVITATIONS,
        world_printf(world, "{'email': '%s', 'language': 'en', 'roles': [{'role': 'reports'}]}",
            world_email(WORLD_STRANGER)));
    EXPECT_TEXT(own.code, "insider_required");
    world_exec(world,
        "INSERT INTO former_member (organization_id, user_id, known_as, removed_at)"
        " SELECT $1, id, '[]', 1 FROM user_account WHERE email = $2",
        customer(world), world_email(WORLD_NEWCOMER));
    Reply former = world_post(world, INVITATIONS,
        world_printf(world, "{'email': '%s', 'language': 'en', 'roles': [{'role': 'reports'}]}",
            world_email(WORLD_NEWCOMER)));
    EXPECT_TEXT(former.code, "insider_required");
    EXPECT_INT(invite(world, "reports").status, 201);
    leave(world);
    world_drain(world);
    const char *token =
        world_word_after(world, world_mail_to(world, "ida@acme.test")->link, "/invitation#token=");
    const char *body = world_printf(world, "{'token': '%s'}", token);
    EXPECT_TEXT(
        world_value(world_post(world, "/v1/invitations/inspection", body), "state"), "usable");
    // Its end came, which nobody noted yet.
    world_exec(world, "UPDATE delegation SET expires_at = 1");
    world_as(world, WORLD_OWNER);
    EXPECT_TEXT(world_value(world_get(world, INVITATIONS), "items.0.state"), "withdrawn");
    EXPECT_TEXT(
        world_value(world_post(world, "/v1/invitations/inspection", body), "state"), "withdrawn");
}

SCENARIO("the customer's log says through which partner somebody acted")
{
    begin(world, "'reports', 'profile', 'administrator'");
    act(world, customer(world));
    EXPECT_INT(invite(world, "profile").status, 201);
    leave(world);
    world_as(world, WORLD_OWNER);
    Reply log = world_get(world, "/v1/audit-records");
    EXPECT_TEXT(world_value(log, "items.0.action"), "POST /v1/organization/invitations");
    EXPECT_TEXT(world_value(log, "items.0.actor_organization_name"), "Stranger");
    EXPECT_TEXT(
        world_value(log, "items.1.action"), "POST /v1/organization/customers/{id}/acceptance");
    EXPECT_TEXT(world_value(log, "items.1.actor_organization_name"), "Stranger");
    EXPECT_TEXT(
        world_value(world_get(world, "/v1/audit-records/verification"), "is_intact"), "true");
}

SCENARIO("the customer's access rules hold for a partner's people too")
{
    begin(world, "'reports'");
    world_as(world, WORLD_OWNER);
    EXPECT_INT(world_put(world, "/v1/organization/access-rules",
                   "{'addresses': ['203.0.113.7'], 'limits_sessions': true}")
                   .status,
        200);
    EXPECT_INT(can_act(world), 200);
    world->address = "198.51.100.9";
    act(world, customer(world));
    EXPECT_TEXT(world_get(world, "/v1/organization").code, "address_not_allowed");
}

SCENARIO("whom the partner does not let in does not act through it, and reads whose rule it is")
{
    begin(world, "'reports'");
    world_exec(world,
        "INSERT INTO authentication_rules VALUES ($1, '[\"passkey\"]', NULL, NULL, 1, 1)",
        partner(world));
    act(world, customer(world));
    Reply refused = world_get(world, "/v1/organization");
    EXPECT_TEXT(refused.code, "sign_in_method_not_allowed");
    EXPECT(strstr(refused.message, "Stranger does not let in"));
    EXPECT_TEXT(world_value(session(world), "organizations.1.name"), "Acme");
    EXPECT_TEXT(world_value(session(world), "organizations.1.methods.0"), "passkey");
}

SCENARIO("what is wrong with an offer is said, but never whether there is such a partner")
{
    Reply unknown = world_post(world, DELEGATIONS,
        "{'partner_id': 'org_01hzy000000000000000000000', 'roles': ['reports']}");
    EXPECT_INT(unknown.status, 201);
    EXPECT(!world_value(unknown, "partner_name"));
    world_drain(world);
    static const struct {
        const char *roles, *code;
    } wrong[] = {
        {"'reports', 'owner'", "not_allowed"},
        {"'reports', 'offerings'", "not_allowed"},
        {"'reports', 'operator'", "not_allowed"},
        {"'purchasing'", "reports_missing"},
        {"'reports', 'boss'", "not_known"},
    };
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        Reply refused = offer(world, wrong[i].roles);
        EXPECT_TEXT(world_value(refused, "errors.0.field"), "roles");
        EXPECT_TEXT(world_value(refused, "errors.0.code"), wrong[i].code);
    }
    EXPECT_TEXT(world_value(world_post(world, DELEGATIONS,
                                world_printf(world, "{'partner_id': '%s', 'roles': ['reports']}",
                                    customer(world).text)),
                    "errors.0.code"),
        "not_allowed");
    EXPECT_TEXT(
        world_value(
            world_post(world, DELEGATIONS,
                "{'partner_id': 'org_01hzy000000000000000000001', 'roles': ['reports'], 'expires_at':"
                " '2199-01-01T00:00:00Z'}"),
            "errors.0.code"),
        "too_late");
    world_change_roles(world, WORLD_BUYER, "[\"reports\",\"administrator\"]");
    world_as(world, WORLD_BUYER);
    world->ctx.actor.permissions |= PERMIT_MEMBERS;
    EXPECT_TEXT(
        world_post(world, DELEGATIONS,
            "{'partner_id': 'org_01hzy000000000000000000001', 'roles': ['reports', 'administrator']}")
            .code,
        "owner_only");
}

SCENARIO("of accepting and declining at the same moment one counts, once")
{
    const char *id = world_value(offer(world, "'reports'"), "id");
    RaceRequest requests[WORLD_RACERS];
    int statuses[WORLD_RACERS];
    for (size_t i = 0; i < WORLD_RACERS; i++)
        requests[i] = (RaceRequest){POST,
            world_printf(world, CUSTOMERS "/%s/%s", id, i % 2 ? "decline" : "acceptance"), NULL};
    world_as(world, WORLD_STRANGER);
    world_race_all(world, requests, WORLD_RACERS, statuses);
    EXPECT_INT(world_count_status(statuses, 200), 1);
    EXPECT_INT(world_count_status(statuses, 409), WORLD_RACERS - 1);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM event WHERE kind IN ('delegation.accepted',"
                   " 'delegation.declined')"),
        2); // one in the log of each side
}

SCENARIO("the mails go to the side that did not do it")
{
    Reply delegation = offer(world, "'reports'");
    world_drain(world);
    const Mail *mail = world_mail_to(world, world_email(WORLD_STRANGER));
    EXPECT_TEXT(mail->subject, "Acme asks Stranger to act for it");
    EXPECT(strstr(mail->link, "/customers"));
    decide(world, delegation, "acceptance");
    world_drain(world);
    mail = world_mail_to(world, world_email(WORLD_OWNER));
    EXPECT_TEXT(mail->subject, "Stranger acts for Acme");
    EXPECT(strstr(mail->link, "/access"));
    revoke(world, delegation);
    world_drain(world);
    EXPECT_TEXT(world_mail_to(world, world_email(WORLD_STRANGER))->subject,
        "Stranger does not act for Acme");
    decide(world, offer(world, "'reports'"), "decline");
    world_drain(world);
    EXPECT_TEXT(world_mail_to(world, world_email(WORLD_OWNER))->subject,
        world_printf(world, "%s does not want to act for Acme", partner(world).text));
    decide(world, begin(world, "'reports'"), "renunciation");
    world_drain(world);
    EXPECT_TEXT(world_mail_to(world, world_email(WORLD_OWNER))->subject,
        "Stranger gave up acting for Acme");
}
