#include "agreement.h"
#include "organizations/role.h"
#include "testing/world_shop.h"

#include <string.h>

#define SAID(name)                                                                                 \
    "'name':'" name                                                                                \
    "','website':'https://acme.test','contact_email':'sales@acme.test',"                           \
    "'support_email':'help@acme.test','support_url':'https://acme.test/help','country':'DE'"
#define BODY(name) "{" SAID(name) ",'accepted':[]}"

static Reply apply(World *world, WorldPerson person, const char *body)
{
    world_as(world, person);
    return world_post(world, "/v1/organization/seller-applications", body);
}

static Reply decide(World *world, Reply application, const char *what, const char *body)
{
    world_as(world, WORLD_OPERATOR);
    return world_post(world,
        world_printf(
            world, "/v1/operator/seller-applications/%s/%s", world_value(application, "id"), what),
        body);
}

static const char *withdrawal_path(World *world, Reply application)
{
    return world_printf(world, "/v1/organization/seller-applications/%s/withdrawal",
        world_value(application, "id"));
}

static Digest terms_issue(World *world, const char *version, const char *content)
{
    Agreement agreement;
    TX tx = {0};
    world_must(world, tx_begin(&world->ctx, TX_WRITE, &tx));
    world_must(world, agreement_issue(&world->ctx, AGREEMENT_SELLER_TERMS, "en", version,
                          "Terms for sellers", (Blob){content, strlen(content)}, &agreement));
    world_must(world, tx_commit(&tx));
    return agreement.digest;
}

SCENARIO("an approved organization applies, and the operator's people get a mail")
{
    Reply application = apply(world, WORLD_EDITOR, BODY("Acme Software"));
    Reply list = world_get(world, "/v1/organization/seller-applications");
    world_drain(world);
    const Mail *mail = world_mail_to(world, "olga@operator.test");

    EXPECT_INT(application.status, 201);
    EXPECT_TEXT(world_value(application, "state"), "submitted");
    EXPECT_INT(world_length(list, "items"), 1);
    EXPECT_TEXT(world_value(list, "items.0.name"), "Acme Software");
    EXPECT_TEXT(mail->subject, "Somebody wants to sell here: Acme Software");
    EXPECT(strstr(mail->text, world_value(application, "id")));
}

SCENARIO("approving makes a seller whose owner offers, with an address made of its name")
{
    Reply application = apply(world, WORLD_EDITOR, BODY("Ácme & Söhne Software"));
    Reply decided = decide(world, application, "approval", NULL);
    world_drain(world);
    EXPECT_INT(decided.status, 200);
    EXPECT_TEXT(world_value(decided, "state"), "approved");
    EXPECT_TEXT(world_value(decided, "decided_by_name"), "Olga Operator");

    Reply seller = world_get(world, "/v1/sellers/acme-sohne-software");
    EXPECT_TEXT(world_value(seller, "name"), "Ácme & Söhne Software");
    EXPECT_TEXT(world_value(seller, "support_url"), "https://acme.test/help");
    EXPECT_TEXT(world_value(seller, "company.name"), "Acme");
    EXPECT_TEXT(world_value(seller, "company.country"), "DE");
    EXPECT_TEXT(
        world_mail_to(world, "otto@acme.test")->subject, "You can sell now: Ácme & Söhne Software");
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM message WHERE recipient = 'edda@acme.test'"
                   " AND template = 'seller_application_approved'"),
        1);
}

SCENARIO("a session that is open sees at once that its organization sells")
{
    world_sign_in(world, "otto@acme.test", WORLD_PASSWORD);
    EXPECT_TEXT(world_value(world_get(world, "/v1/session"), "permissions"),
        "[\"reports\",\"profile\",\"purchase\",\"members\",\"invite\"]");
    world_sign_out(world);
    decide(world, apply(world, WORLD_OWNER, BODY("Acme Software")), "approval", NULL);
    world_sign_in(world, "otto@acme.test", WORLD_PASSWORD);
    Reply session = world_get(world, "/v1/session");
    EXPECT_TEXT(world_value(session, "permissions"),
        "[\"reports\",\"profile\",\"purchase\",\"members\",\"offerings\",\"invite\"]");
    EXPECT_TEXT(world_value(session, "organization.is_seller"), "true");
    EXPECT_INT(world_get(world, "/v1/seller").status, 200);
}

SCENARIO("two sellers of one name have addresses of their own, and the operator is warned")
{
    decide(world, apply(world, WORLD_OWNER, BODY("Nimbus Labs")), "approval", NULL);
    Reply second = apply(world, WORLD_STRANGER, BODY("NIMBUS labs"));
    Reply decided = decide(world, second, "approval", NULL);
    EXPECT_TEXT(world_value(decided, "is_name_taken"), "true");
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM seller WHERE slug IN ('nimbus-labs',"
                   " 'nimbus-labs-2', 'nimbus-labs-3')"),
        3);
}

SCENARIO("a rejection says why; what is corrected is sent again")
{
    Reply first = apply(world, WORLD_OWNER, BODY("Acme Software"));
    decide(world, first, "rejection", "{'reason':'Your website does not answer.'}");
    world_drain(world);
    EXPECT(strstr(world_mail_to(world, "otto@acme.test")->text, "Your website does not answer."));
    world_as(world, WORLD_REPORTER);
    EXPECT_TEXT(
        world_value(world_get(world, "/v1/organization/seller-applications"), "items.0.reason"),
        "Your website does not answer.");
    EXPECT_INT(world_count(world, "SELECT count(*) FROM seller WHERE name = 'Acme Software'"), 0);
    Reply second = apply(world, WORLD_OWNER, BODY("Acme Software"));
    EXPECT_INT(decide(world, second, "approval", NULL).status, 200);
    EXPECT_TEXT(decide(world, first, "approval", NULL).code, "already_decided");
}

SCENARIO("who was not approved as a customer is told so, and who sells already too")
{
    EXPECT_TEXT(apply(world, WORLD_NEWCOMER, BODY("New")).code, "profile_not_approved");
    world_as(world, WORLD_SELLER);
    EXPECT_TEXT(apply(world, WORLD_SELLER, BODY("Nimbus")).code, "already_seller");
    EXPECT_INT(apply(world, WORLD_BUYER, BODY("Acme")).status, 403);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM submission WHERE state = 'submitted'"), 0);
}

SCENARIO("the terms for sellers are accepted in their present version, and who did is kept")
{
    terms_issue(world, "1", "Old.");
    world_advance(world, SECOND);
    Digest terms = terms_issue(world, "2", "Deliver what you promise.");
    const char *digest = digest_text(world->ctx.arena, terms);
    Reply refused = apply(world, WORLD_OWNER, BODY("Acme Software"));
    EXPECT_TEXT(refused.code, "agreements_not_accepted");
    EXPECT(strstr(world_value(refused, "errors.0.message"), "version 2"));
    EXPECT_TEXT(world_value(world_get(world, "/v1/platform"), "seller_terms.0.digest"), digest);

    Reply application = apply(world, WORLD_OWNER,
        world_printf(world, "{" SAID("Acme Software") ",'accepted':['%s']}", digest));
    world_as(world, WORLD_OPERATOR);
    Reply seen = world_get(world,
        world_printf(world, "/v1/operator/seller-applications/%s", world_value(application, "id")));
    EXPECT_TEXT(world_value(seen, "agreements.0.digest"), digest);
    EXPECT_TEXT(world_value(seen, "agreements.0.kind"), "seller_terms");
    EXPECT_TEXT(world_value(seen, "agreements.0.accepted_by_name"), "Otto Owner");
    EXPECT_TEXT(world_value(seen, "profile.company_name"), "Acme");
}

SCENARIO("the terms for sellers are none that a customer must accept")
{
    terms_issue(world, "1", "Deliver what you promise.");
    WorldShop shop = world_shop(world);
    EXPECT_INT(world_post(world, "/v1/orders", world_order(world, &shop)).status, 201);
}

SCENARIO("what waits can be taken back, by its own organization only")
{
    Reply application = apply(world, WORLD_OWNER, BODY("Acme Software"));
    const char *path = withdrawal_path(world, application);
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(world_post(world, path, NULL).status, 404);
    world_as(world, WORLD_REPORTER);
    EXPECT_INT(world_post(world, path, NULL).status, 403);
    world_as(world, WORLD_EDITOR);
    EXPECT_TEXT(world_value(world_post(world, path, NULL), "state"), "withdrawn");
    EXPECT_TEXT(world_post(world, path, NULL).code, "already_decided");
    EXPECT_TEXT(decide(world, application, "approval", NULL).code, "already_decided");
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(world_length(world_get(world, "/v1/operator/seller-applications"), "items"), 0);
}

SCENARIO("a profile is no application: its id does not fit the other door")
{
    world_as(world, WORLD_NEWCOMER);
    Reply profile = world_post(world, "/v1/organization/profiles",
        "{'company_name':'New','website':'https://new.test','contact_email':'a@new.test',"
        "'marketplace_email':'b@new.test','country':'DE'}");
    EXPECT_INT(decide(world, profile, "approval", NULL).status, 404);
    world_as(world, WORLD_NEWCOMER);
    EXPECT_INT(world_post(world, withdrawal_path(world, profile), NULL).status, 404);
}

SCENARIO("of applications that are sent at once, one waits")
{
    int statuses[WORLD_RACERS];
    world_as(world, WORLD_OWNER);
    world_race(world, POST, "/v1/organization/seller-applications", BODY("Acme"), statuses);
    EXPECT_INT(world_count_status(statuses, 201), WORLD_RACERS);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM submission WHERE state = 'submitted'"), 1);
}

SCENARIO("approved or taken back, never both")
{
    int statuses[WORLD_RACERS];
    Reply application = apply(world, WORLD_OWNER, BODY("Acme Software"));
    const char *approval = world_printf(
        world, "/v1/operator/seller-applications/%s/approval", world_value(application, "id"));
    const char *withdrawal = withdrawal_path(world, application);
    world_as(world, WORLD_OWNER); // who may go through both doors here
    world->ctx.actor.permissions |= PERMIT_OPERATE;
    world_race_all(world,
        (RaceRequest[]){{POST, approval, NULL}, {POST, withdrawal, NULL}, {POST, approval, NULL},
            {POST, withdrawal, NULL}},
        WORLD_RACERS, statuses);
    EXPECT_INT(world_count_status(statuses, 200), 1);
    EXPECT_INT(world_count_status(statuses, 409), WORLD_RACERS - 1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM seller WHERE name = 'Acme Software'"),
        statuses[0] == 200 || statuses[2] == 200);
}

SCENARIO("everything wrong with an application is said at once")
{
    Reply reply = apply(world, WORLD_OWNER,
        "{'name':'  ','website':'javascript:alert(1)','contact_email':'x','support_url':"
        "'data:text/html,x','country':'Germany','accepted':[],'is_seller':true}");
    EXPECT_INT(reply.status, 422);
    EXPECT_INT(world_length(reply, "errors"), 7);
}

SCENARIO("what the operator decides stands in the audit trail of the organization")
{
    decide(world, apply(world, WORLD_OWNER, BODY("Acme Software")), "approval", NULL);
    world_as(world, WORLD_OWNER);
    Reply records = world_get(world, "/v1/audit-records");
    EXPECT_TEXT(world_value(records, "items.0.action"),
        "POST /v1/operator/seller-applications/{id}/approval");
    EXPECT_TEXT(
        world_value(records, "items.1.action"), "POST /v1/organization/seller-applications");
}

SCENARIO("the operator finds applications by state and by name")
{
    apply(world, WORLD_OWNER, BODY("Acme Software"));
    world_as(world, WORLD_OPERATOR);
    const char *const found[] = {"", "?state=submitted", "?q=SOFTware", "?q=acme"};
    for (size_t i = 0; i < COUNT_OF(found); i++)
        EXPECT_INT(
            world_length(world_get(world,
                             world_printf(world, "/v1/operator/seller-applications%s", found[i])),
                "items"),
            1);
    EXPECT_INT(
        world_length(world_get(world, "/v1/operator/seller-applications?state=rejected"), "items"),
        0);
}
