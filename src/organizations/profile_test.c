#include "organization.h"
#include "testing/world.h"

#include <string.h>

#define DATA(company)                                                                              \
    "{'company_name':'" company                                                                    \
    "','website':'https://nova.test','contact_email':"                                             \
    "'team@nova.test','marketplace_email':'cloud@nova.test','country':'CZ','vat_id':"              \
    "'CZ12345678','phone':'+420 2 1234-567'}"

static Reply submit(World *world, WorldPerson person, const char *body)
{
    world_as(world, person);
    return world_post(world, "/v1/organization/profiles", body);
}

static Reply decide(World *world, Reply profile, const char *what, const char *body)
{
    world_as(world, WORLD_OPERATOR);
    return world_post(world,
        world_printf(world, "/v1/operator/registrations/%s/%s", world_value(profile, "id"), what),
        body);
}

static Reply organization(World *world, WorldPerson person)
{
    world_as(world, person);
    return world_get(world, "/v1/organization");
}

SCENARIO("who is new is told exactly what is missing")
{
    Reply reply = organization(world, WORLD_NEWCOMER);
    EXPECT_TEXT(world_value(reply, "profile_state"), "none");
    EXPECT_TEXT(world_value(reply, "can_purchase"), "false");
    EXPECT_TEXT(world_value(reply, "missing"),
        "[\"company_name\",\"website\",\"contact_email\",\"marketplace_email\",\"country\"]");
    EXPECT(world_value(reply, "profile") == NULL);
    EXPECT(world_value(reply, "pending") == NULL);
}

SCENARIO("a submitted profile waits, and the operator's people get a mail")
{
    Reply profile = submit(world, WORLD_NEWCOMER, DATA("Newcomer s.r.o."));
    Reply reply = organization(world, WORLD_NEWCOMER);
    world_drain(world);
    const Mail *mail = world_mail_to(world, "olga@operator.test");

    EXPECT_INT(profile.status, 201);
    EXPECT_TEXT(world_value(profile, "state"), "submitted");
    EXPECT_TEXT(world_value(reply, "profile_state"), "submitted");
    EXPECT_TEXT(world_value(reply, "pending.company_name"), "Newcomer s.r.o.");
    EXPECT_INT(world_length(reply, "missing"), 0);
    EXPECT_TEXT(world_value(reply, "can_purchase"), "false");
    EXPECT_TEXT(mail->subject, "A registration waits for your decision: Newcomer");
    EXPECT(strstr(mail->text, world_value(profile, "id")));
}

SCENARIO("approving opens the marketplace and is told to owner and submitter, once each")
{
    Reply profile = submit(world, WORLD_NEWCOMER, DATA("Newcomer s.r.o."));
    Reply decided = decide(world, profile, "approval", NULL);
    world_drain(world);
    Reply reply = organization(world, WORLD_NEWCOMER);

    EXPECT_INT(decided.status, 200);
    EXPECT_TEXT(world_value(decided, "state"), "approved");
    EXPECT_TEXT(world_value(decided, "is_change"), "false");
    EXPECT(world_value(decided, "previous") == NULL);
    EXPECT_TEXT(world_value(reply, "profile_state"), "approved");
    EXPECT_TEXT(world_value(reply, "can_purchase"), "true");
    EXPECT_TEXT(world_value(reply, "profile.company_name"), "Newcomer s.r.o.");
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM message WHERE template = 'profile_approved'"), 1);
    EXPECT_TEXT(world_mail_to(world, "nora@newcomer.test")->subject,
        "Your organization's profile was approved");
}

SCENARIO("a rejection says why, to the organization and by mail")
{
    Reply profile = submit(world, WORLD_NEWCOMER, DATA("Newcomer s.r.o."));
    Reply decided =
        decide(world, profile, "rejection", "{'reason':'The VAT id is <b>not</b> known.'}");
    world_drain(world);
    Reply reply = organization(world, WORLD_NEWCOMER);
    const Mail *mail = world_mail_to(world, "nora@newcomer.test");

    EXPECT_TEXT(world_value(decided, "state"), "rejected");
    EXPECT_TEXT(world_value(reply, "profile_state"), "rejected");
    EXPECT_TEXT(world_value(reply, "can_purchase"), "false");
    EXPECT_TEXT(world_value(world_get(world, "/v1/organization/profiles"), "items.0.reason"),
        "The VAT id is <b>not</b> known.");
    EXPECT(strstr(mail->text, "The VAT id is <b>not</b> known."));
    EXPECT(strstr(mail->html, "The VAT id is &lt;b&gt;not&lt;/b&gt; known."));
    EXPECT_INT(decide(world, profile, "rejection", "{'reason':' '}").status, 422);
}

SCENARIO("a change of approved data is a new submission; the old stays in force until then")
{
    Reply profile = submit(world, WORLD_EDITOR, DATA("Acme Holding"));
    Reply before = organization(world, WORLD_REPORTER);
    EXPECT_TEXT(world_value(before, "profile.company_name"), "Acme");
    EXPECT_TEXT(world_value(before, "pending.company_name"), "Acme Holding");
    EXPECT_TEXT(world_value(before, "profile_state"), "approved");
    EXPECT_TEXT(world_value(before, "can_purchase"), "true");

    Reply decided = decide(world, profile, "approval", NULL);
    EXPECT_TEXT(world_value(decided, "is_change"), "true");
    EXPECT_TEXT(world_value(decided, "previous.company_name"), "Acme");
    EXPECT_TEXT(world_value(decided, "submitted_by_name"), "Edda Editor");
    Reply after = organization(world, WORLD_REPORTER);
    EXPECT_TEXT(world_value(after, "profile.company_name"), "Acme Holding");
    EXPECT(world_value(after, "pending") == NULL);
}

SCENARIO("the operator reads what else an organization submitted, and what became of it")
{
    Reply first = submit(world, WORLD_NEWCOMER, DATA("Newcomer"));
    decide(world, first, "rejection", "{'reason':'Who is that?'}");
    submit(world, WORLD_EDITOR, DATA("Acme Holding"));
    Reply second = submit(world, WORLD_NEWCOMER, DATA("Newcomer s.r.o."));
    world_as(world, WORLD_OPERATOR);
    Reply list =
        world_get(world, world_printf(world, "/v1/operator/registrations?organization_id=%s",
                             world_organization(world, WORLD_NEWCOMER).text));
    EXPECT_INT(world_length(list, "items"), 2);
    EXPECT_TEXT(world_value(list, "items.0.id"), world_value(second, "id"));
    EXPECT_TEXT(world_value(list, "items.1.state"), "rejected");
    EXPECT_TEXT(world_value(list, "items.1.reason"), "Who is that?");
    EXPECT_TEXT(world_value(list, "items.1.decided_by_name"), "Olga Operator");
    EXPECT(world_value(list, "items.0.decided_by_name") == NULL);
}

SCENARIO("a rejected change leaves the approved data in force")
{
    Reply profile = submit(world, WORLD_EDITOR, DATA("Acme Holding"));
    decide(world, profile, "rejection", "{'reason':'No.'}");
    Reply reply = organization(world, WORLD_REPORTER);
    EXPECT_TEXT(world_value(reply, "profile.company_name"), "Acme");
    EXPECT_TEXT(world_value(reply, "can_purchase"), "true");
    EXPECT_TEXT(world_value(reply, "profile_state"), "approved");
}

SCENARIO("submitting again withdraws what waited")
{
    Reply first = submit(world, WORLD_NEWCOMER, DATA("First"));
    Reply second = submit(world, WORLD_NEWCOMER, DATA("Second"));
    Reply list = world_get(world, "/v1/organization/profiles");

    EXPECT_TEXT(world_value(list, "items.0.company_name"), "Second");
    EXPECT_TEXT(world_value(list, "items.0.state"), "submitted");
    EXPECT_TEXT(world_value(list, "items.1.state"), "withdrawn");
    EXPECT_TEXT(decide(world, first, "approval", NULL).code, "already_decided");
    EXPECT_INT(decide(world, second, "approval", NULL).status, 200);
}

SCENARIO("a decision is made once")
{
    Reply profile = submit(world, WORLD_NEWCOMER, DATA("Newcomer s.r.o."));
    decide(world, profile, "approval", NULL);
    EXPECT_TEXT(decide(world, profile, "approval", NULL).code, "already_decided");
    EXPECT_TEXT(decide(world, profile, "rejection", "{'reason':'No.'}").code, "already_decided");
    EXPECT_TEXT(world_value(organization(world, WORLD_NEWCOMER), "can_purchase"), "true");
}

SCENARIO("of those who approve at once, one does")
{
    int statuses[WORLD_RACERS];
    Reply profile = submit(world, WORLD_NEWCOMER, DATA("Newcomer s.r.o."));
    world_as(world, WORLD_OPERATOR);
    world_race(world, POST,
        world_printf(world, "/v1/operator/registrations/%s/approval", world_value(profile, "id")),
        NULL, statuses);

    EXPECT_INT(world_count_status(statuses, 200), 1);
    EXPECT_INT(world_count_status(statuses, 409), WORLD_RACERS - 1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE kind = 'profile.approved'"), 1);
}

SCENARIO("of those who submit at once, one submission waits")
{
    int statuses[WORLD_RACERS];
    world_as(world, WORLD_NEWCOMER);
    world_race(world, POST, "/v1/organization/profiles", DATA("Newcomer s.r.o."), statuses);

    EXPECT_INT(world_count_status(statuses, 201), WORLD_RACERS);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM submission WHERE state = 'submitted'"), 1);
}

SCENARIO("everything wrong with a profile is said at once")
{
    Reply reply = submit(world, WORLD_NEWCOMER,
        "{'website':'nova','contact_email':'x','country':'Czechia','vat_id':'12','fax':'1'}");
    EXPECT_INT(reply.status, 422);
    EXPECT_INT(world_length(reply, "errors"), 7);
    EXPECT_INT(submit(world, WORLD_NEWCOMER,
                   "{'company_name':'N','website':'javascript:alert(1)','contact_email':"
                   "'a@b.test','marketplace_email':'a@b.test','country':'CZ'}")
                   .status,
        422);
}

SCENARIO("another organization's profiles are not seen")
{
    submit(world, WORLD_NEWCOMER, DATA("Newcomer s.r.o."));
    world_as(world, WORLD_STRANGER);
    Reply list = world_get(world, "/v1/organization/profiles");
    EXPECT_INT(world_length(list, "items"), 1);
    EXPECT_TEXT(world_value(list, "items.0.company_name"), "Stranger");
}

// ── the operator's list ──────────────────────────────────────────────────────────────────────

SCENARIO("the operator sees all registrations, by state, by name and in pages")
{
    submit(world, WORLD_NEWCOMER, DATA("100% Newcomer_s"));
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(world_length(world_get(world, "/v1/operator/registrations"), "items"), 4);
    Reply waiting = world_get(world, "/v1/operator/registrations?state=submitted");
    EXPECT_INT(world_length(waiting, "items"), 1);
    EXPECT_TEXT(world_value(waiting, "items.0.organization_name"), "Newcomer");
    EXPECT_INT(world_length(world_get(world, "/v1/operator/registrations?q=ACME"), "items"), 1);
    EXPECT_INT(world_length(world_get(world, "/v1/operator/registrations?q=100%25"), "items"), 1);
    EXPECT_INT(world_length(world_get(world, "/v1/operator/registrations?q=%25"), "items"), 1);
    EXPECT_INT(world_length(world_get(world, "/v1/operator/registrations?q=_"), "items"), 1);
    EXPECT_INT(world_length(world_get(world, "/v1/operator/registrations?q='%22--"), "items"), 0);
    EXPECT_INT(world_get(world, "/v1/operator/registrations?state=all").status, 422);

    Reply first = world_get(world, "/v1/operator/registrations?limit=3");
    Reply second =
        world_get(world, world_printf(world, "/v1/operator/registrations?limit=3&after=%s",
                             world_value(first, "next")));
    EXPECT_INT(world_length(first, "items"), 3);
    EXPECT_INT(world_length(second, "items"), 1);
    EXPECT(world_value(second, "next") == NULL);
}

SCENARIO("what was withdrawn is of no concern to the operator")
{
    submit(world, WORLD_NEWCOMER, DATA("First"));
    submit(world, WORLD_NEWCOMER, DATA("Second"));
    world_as(world, WORLD_OPERATOR);
    EXPECT_INT(world_length(world_get(world, "/v1/operator/registrations?q=first"), "items"), 0);
}

SCENARIO("an owner approves nothing, not even the own profile")
{
    Reply profile = submit(world, WORLD_NEWCOMER, DATA("Newcomer s.r.o."));
    EXPECT_INT(world_post(world,
                   world_printf(
                       world, "/v1/operator/registrations/%s/approval", world_value(profile, "id")),
                   NULL)
                   .status,
        403);
}

// ── members ──────────────────────────────────────────────────────────────────────────────────

SCENARIO("nothing is ordered for an organization that was not approved")
{
    world_as(world, WORLD_NEWCOMER);
    EXPECT_INT(organization_require_approved(&world->ctx), CONFLICT);
    EXPECT_TEXT(world->ctx.failure.code, "profile_not_approved");
    world_as(world, WORLD_OWNER);
    EXPECT_INT(organization_require_approved(&world->ctx), OK);
}
