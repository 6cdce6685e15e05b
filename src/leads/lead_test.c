#include "leads/lead_message.h"

#include "base/text.h"
#include "organizations/role.h"
#include "testing/world_offer.h"

#include <string.h>

#define QUESTIONS                                                                                  \
    "questions: [{code: machines, text: {en: How many machines?, de: Wie viele Maschinen?},"       \
    " required: true},"                                                                            \
    " {code: when, kind: single, text: {en: When?}, options: [{value: soon, label: {en: Soon}},"   \
    " {value: later, label: {en: Later}}]},"                                                       \
    " {code: what, kind: multiple, text: {en: What?}, options: [{value: data, label: {en: Data}}," \
    " {value: apps, label: {en: Applications}}, {value: people, label: {en: People}}]},"           \
    " {code: cloud, kind: yes_no, text: {en: From a cloud?}}]"

#define MOVE                                                                                       \
    "category: professional-services\nservice_type: private_offer\nlicence_type: on_request\n"     \
    "plans: [{code: move, name: Move, price_text: {en: By application}, " QUESTIONS "}]\n"

// The plan of a product of Nimbus Labs of which one asks for an offer.
static const char *plan(World *world)
{
    world_publish(world, world_offer(world, "move", "Move", MOVE));
    return world_value(world_get(world, "/v1/products/move"), "plans.0.id");
}

static const char *request_of(World *world, const char *plan_id, const char *more)
{
    return world_printf(world,
        "{'plan_id': '%s', 'answers': [{'code': 'machines', 'values': ['twelve']}]%s}", plan_id,
        more);
}

// Berta of Acme asks; the world's person stays who it was.
static const char *ask(World *world, const char *plan_id)
{
    WorldPerson person = world->person;
    world_as(world, WORLD_BUYER);
    Reply reply = world_post(
        world, "/v1/requests", request_of(world, plan_id, ", 'comment': 'We move **twice**.'"));
    EXPECT_INT(reply.status, 201);
    world_as(world, person);
    return world_value(reply, "id");
}

static Reply get(World *world, const char *side, const char *id)
{
    return world_get(world, world_printf(world, "/v1/%s/%s", side, id));
}

static Reply say(World *world, const char *side, const char *id, const char *text)
{
    return world_post(world, world_printf(world, "/v1/%s/%s/messages", side, id),
        world_printf(world, "{'text': '%s'}", text));
}

static Reply decide(World *world, const char *id, const char *body)
{
    return world_patch(world, world_printf(world, "/v1/leads/%s", id), body);
}

static Reply withdraw(World *world, const char *id)
{
    return world_post(world, world_printf(world, "/v1/requests/%s/withdrawal", id), NULL);
}

// ── asking ───────────────────────────────────────────────────────────────────────────────────

SCENARIO("a request is kept with the questions, and comes to the seller as a lead")
{
    const char *id = ask(world, plan(world));
    world_as(world, WORLD_REPORTER);
    Reply request = get(world, "requests", id);
    EXPECT_TEXT(world_value(request, "state"), "new");
    EXPECT_TEXT(world_value(request, "product_name"), "Move");
    EXPECT_TEXT(world_value(request, "seller_contact_email"), "sales@nimbus.test");
    EXPECT_INT((int64_t)strlen(world_value(request, "reference")), 9);
    EXPECT_INT(world_length(request, "answers"), 4);
    EXPECT_TEXT(world_value(request, "answers.0.text.de"), "Wie viele Maschinen?");
    EXPECT_TEXT(world_value(request, "answers.0.values.0"), "twelve");
    EXPECT_INT(world_length(request, "answers.1.values"), 0);
    EXPECT(strstr(world_value(request, "comment_html"), "<strong>twice</strong>") != NULL);
    EXPECT(!world_value(request, "assigned_to"));

    world_as(world, WORLD_SELLER);
    Reply lead = get(world, "leads", id);
    EXPECT_TEXT(world_value(lead, "organization_name"), "Acme");
    EXPECT_TEXT(world_value(lead, "applied_by_name"), "Berta Buyer");
    EXPECT_TEXT(world_value(lead, "applied_by_email"), "berta@acme.test");
    EXPECT_TEXT(world_value(lead, "reference"), world_value(request, "reference"));
    EXPECT_INT(world_length(world_get(world, "/v1/leads?state=new&q=acme"), "items"), 1);
    EXPECT_INT(world_length(world_get(world, "/v1/leads?state=won"), "items"), 0);
}

SCENARIO("what was asked stays, whatever the seller asks later")
{
    const char *id = ask(world, plan(world));
    world_publish(
        world, world_offer(world, "move", "Move",
                   "version: 2\ncategory: professional-services\nservice_type: private_offer\n"
                   "licence_type: on_request\nplans: [{code: move, name: Move on}]\n"));
    Reply request = get(world, "requests", id);
    EXPECT_TEXT(world_value(request, "answers.0.text.en"), "How many machines?");
    EXPECT_TEXT(world_value(request, "plan_name"), "Move");
}

SCENARIO("only plans of private offers, in their active revision, can be requested")
{
    const char *old = plan(world);
    world_publish(world, world_offer(world, "move", "Move", "version: 2\n" MOVE));
    world_publish(world, world_offer(world, "db", "DB", NULL));
    const char *managed = world_value(world_get(world, "/v1/products/db"), "plans.0.id");
    Reply replaced = world_post(world, "/v1/requests", request_of(world, old, ""));
    EXPECT_TEXT(replaced.code, "product_not_available");
    EXPECT_TEXT(
        world_post(world, "/v1/requests", request_of(world, managed, "")).code, "not_requestable");
    Reply unknown =
        world_post(world, "/v1/requests", request_of(world, "pla_01hzy00000000000000000000", ""));
    EXPECT_INT(unknown.status, 422);
    EXPECT_TEXT(world_value(unknown, "errors.0.field"), "plan_id");
    EXPECT_TEXT(world_value(world_get(world, "/v1/products/move"), "can_be_requested"), "true");
    EXPECT_TEXT(world_value(world_get(world, "/v1/products/db"), "can_be_requested"), "false");
}

SCENARIO("everything wrong with the answers is said at once, each under its question")
{
    Reply reply = world_post(world, "/v1/requests",
        world_printf(world,
            "{'plan_id': '%s', 'answers': [{'code': 'when', 'values': ['soon', 'later']},"
            " {'code': 'what', 'values': ['data', 'data']}, {'code': 'cloud', 'values': ['maybe']},"
            " {'code': 'colour', 'values': ['red']}, {'code': 'machines', 'values': [' ']},"
            " {'code': 'when', 'values': ['soon']}]}",
            plan(world)));
    EXPECT_INT(reply.status, 422);
    EXPECT_TEXT(world_value(reply, "errors.0.field"), "answers[3].code");
    EXPECT_TEXT(world_value(reply, "errors.0.code"), "not_known");
    EXPECT_TEXT(world_value(reply, "errors.1.field"), "answers[5].code");
    EXPECT_TEXT(world_value(reply, "errors.2.field"), "answers.machines");
    EXPECT_TEXT(world_value(reply, "errors.2.code"), "required");
    EXPECT_TEXT(world_value(reply, "errors.3.field"), "answers.when");
    EXPECT_TEXT(world_value(reply, "errors.3.code"), "too_many");
    EXPECT_TEXT(world_value(reply, "errors.4.code"), "not_unique");
    EXPECT_TEXT(world_value(reply, "errors.5.field"), "answers.cloud");
    EXPECT_TEXT(world_value(reply, "errors.5.code"), "not_allowed");
    EXPECT_INT(world_length(reply, "errors"), 6);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM lead"), 0);
}

SCENARIO("texts of 100 KB are refused wherever one can write")
{
    const char *plan_id = plan(world), *id = ask(world, plan_id);
    char *text = arena_alloc(world->ctx.arena, 100 * 1024 + 1);
    memset(text, 'x', 100 * 1024);
    EXPECT_INT(world_post(world, "/v1/requests",
                   request_of(world, plan_id, world_printf(world, ", 'comment': '%s'", text)))
                   .status,
        422);
    Reply answer = world_post(world, "/v1/requests",
        world_printf(world,
            "{'plan_id': '%s', 'answers': [{'code': 'machines', 'values': ['%s']}]}", plan_id,
            text));
    EXPECT_INT(answer.status, 422);
    EXPECT_INT(say(world, "requests", id, text).status, 422);
    EXPECT_INT(say(world, "requests", id, " ").status, 422);
}

SCENARIO("only who may purchase, in an organization that was approved, requests and withdraws")
{
    const char *plan_id = plan(world), *id = ask(world, plan_id);
    world_as(world, WORLD_REPORTER);
    EXPECT_INT(world_post(world, "/v1/requests", request_of(world, plan_id, "")).status, 403);
    EXPECT_INT(withdraw(world, id).status, 403);
    EXPECT_INT(say(world, "requests", id, "Hello").status, 403);
    world_as(world, WORLD_NEWCOMER);
    EXPECT_TEXT(world_post(world, "/v1/requests", request_of(world, plan_id, "")).code,
        "profile_not_approved");
}

SCENARIO("a request that is sent twice under one key is one request")
{
    const char *body = request_of(world, plan(world), "");
    world_as(world, WORLD_BUYER);
    world_header(world, "Idempotency-Key", "once");
    Reply first = world_post(world, "/v1/requests", body);
    Reply second = world_post(world, "/v1/requests", body);
    EXPECT_INT(second.status, 201);
    EXPECT_TEXT(world_value(second, "id"), world_value(first, "id"));
    EXPECT_INT(world_count(world, "SELECT count(*) FROM lead"), 1);
}

SCENARIO("an organization has at most 20 open requests at a seller")
{
    const char *plan_id = plan(world), *id = NULL;
    for (int i = 0; i < MAX_OPEN_REQUESTS; i++)
        id = ask(world, plan_id);
    Reply reply = world_post(world, "/v1/requests", request_of(world, plan_id, ""));
    EXPECT_TEXT(reply.code, "too_many_requests");
    EXPECT_INT(withdraw(world, id).status, 200);
    ask(world, plan_id);
}

// ── whose it is ──────────────────────────────────────────────────────────────────────────────

static void expect_nothing_there(World *world, const char *side, const char *id)
{
    EXPECT_INT(get(world, side, id).status, 404);
    EXPECT_INT(world_get(world, world_printf(world, "/v1/%s/%s/messages", side, id)).status, 404);
    EXPECT_INT(world_length(world_get(world, world_printf(world, "/v1/%s", side)), "items"), 0);
}

SCENARIO("to a third organization, another customer and the operator there is no such request")
{
    static const WorldPerson others[] = {WORLD_STRANGER, WORLD_NEWCOMER, WORLD_OPERATOR};
    const char *id = ask(world, plan(world));
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        world_as(world, others[i]);
        expect_nothing_there(world, "requests", id);
        expect_nothing_there(world, "leads", id);
    }
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(withdraw(world, id).status, 404);
    EXPECT_INT(say(world, "requests", id, "Hello").status, 404);
}

SCENARIO("each of the two sees it from its own side alone")
{
    const char *id = ask(world, plan(world));
    world_as(world, WORLD_SELLER);
    expect_nothing_there(world, "requests", id);
    EXPECT_INT(withdraw(world, id).status, 404);
    world_as(world, WORLD_OWNER);
    expect_nothing_there(world, "leads", id);
}

// Stranger becomes another seller, whose Stan has all rights there.
SCENARIO("another seller neither sees nor changes a lead")
{
    const char *id = ask(world, plan(world));
    world_as(world, WORLD_STRANGER);
    world->ctx.actor.permissions |= PERMIT_OFFERINGS;
    expect_nothing_there(world, "leads", id);
    EXPECT_INT(decide(world, id, "{'state': 'won'}").status, 404);
    EXPECT_INT(say(world, "leads", id, "Come to us").status, 404);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM lead_message"), 0);
}

SCENARIO("a message stands under no lead of others, and a lead between two organizations")
{
    const char *id = ask(world, plan(world));
    Id stranger = world_organization(world, WORLD_STRANGER);
    Id acme = world_organization(world, WORLD_OWNER), berta = world_user(world, WORLD_BUYER);
    world->ctx.actor = (Actor){.is_system = true};
    EXPECT_INT(db_exec(&world->ctx,
                   "INSERT INTO lead_message (organization_id, id, seller_organization_id, lead_id,"
                   " is_by_seller, written_by, written_at, text)"
                   " VALUES ($1, 'lms_1', $2, $3, FALSE, $4, 1, 'Hello')",
                   acme, stranger, id, berta),
        CONFLICT);
    EXPECT_INT(db_exec(&world->ctx,
                   "UPDATE lead SET seller_organization_id = organization_id WHERE id = $1", id),
        CONFLICT);
}

SCENARIO("a seller requests nothing of itself")
{
    const char *plan_id = plan(world);
    world_as(world, WORLD_SELLER);
    EXPECT_TEXT(
        world_post(world, "/v1/requests", request_of(world, plan_id, "")).code, "own_product");
}

// ── what becomes of it ───────────────────────────────────────────────────────────────────────

SCENARIO("a lead is seen when the seller opens it, and answered by the first message")
{
    const char *id = ask(world, plan(world));
    world_as(world, WORLD_SELLER);
    EXPECT_TEXT(world_value(decide(world, id, "{'state': 'seen'}"), "state"), "seen");
    EXPECT_TEXT(world_value(decide(world, id, "{'state': 'seen'}"), "state"), "seen");
    EXPECT_INT(say(world, "leads", id, "Which *month*?").status, 201);
    EXPECT_TEXT(world_value(get(world, "leads", id), "state"), "answered");
    EXPECT_TEXT(decide(world, id, "{'state': 'seen'}").code, "wrong_state");
    EXPECT_INT(decide(world, id, "{'state': 'quoted'}").status, 422);

    world_as(world, WORLD_BUYER);
    say(world, "requests", id, "May");
    Reply talk = world_get(world, world_printf(world, "/v1/requests/%s/messages", id));
    EXPECT_INT(world_length(talk, "items"), 2);
    EXPECT_TEXT(world_value(talk, "items.0.is_by_seller"), "true");
    EXPECT_TEXT(world_value(talk, "items.0.written_by_name"), "Selma Seller");
    EXPECT_TEXT(world_value(talk, "items.0.html"), "<p>Which <em>month</em>?</p>\n");
    EXPECT_TEXT(world_value(talk, "items.1.text"), "May");
    EXPECT_TEXT(world_text(world,
                    "SELECT string_agg(kind, ' ') FROM (SELECT kind FROM event WHERE subject_id ="
                    " $1 AND kind LIKE 'lead.%' ORDER BY seq) AS history",
                    id),
        "lead.placed lead.seen lead.answered lead.message_written lead.message_written");
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM event WHERE kind = 'request.answered'"
                   " AND organization_id = $1",
                   world_organization(world, WORLD_OWNER)),
        1);
}

SCENARIO("a request that is withdrawn stays so, and nobody writes to it any more")
{
    const char *id = ask(world, plan(world));
    world_as(world, WORLD_BUYER);
    EXPECT_TEXT(world_value(withdraw(world, id), "state"), "withdrawn");
    EXPECT_INT(withdraw(world, id).status, 200);
    EXPECT_TEXT(say(world, "requests", id, "Hello").code, "withdrawn");
    world_as(world, WORLD_SELLER);
    EXPECT_TEXT(say(world, "leads", id, "Hello").code, "withdrawn");
    EXPECT_TEXT(decide(world, id, "{'state': 'won'}").code, "wrong_state");
}

SCENARIO("what has ended can be withdrawn no more, but won and lost can be put right")
{
    const char *id = ask(world, plan(world));
    world_as(world, WORLD_SELLER);
    EXPECT_TEXT(world_value(decide(world, id, "{'state': 'lost'}"), "state"), "lost");
    EXPECT_TEXT(world_value(decide(world, id, "{'state': 'won'}"), "state"), "won");
    EXPECT(world_value(get(world, "leads", id), "ended_at") != NULL);
    world_as(world, WORLD_BUYER);
    EXPECT_TEXT(withdraw(world, id).code, "wrong_state");
    EXPECT_INT(say(world, "requests", id, "Thank you").status, 201);
}

SCENARIO("of those who withdraw and those who write at once, each finds a whole state")
{
    const char *id = ask(world, plan(world));
    RaceRequest requests[] = {
        {POST, world_printf(world, "/v1/requests/%s/withdrawal", id), NULL},
        {POST, world_printf(world, "/v1/requests/%s/messages", id), "{'text': 'One'}"},
        {POST, world_printf(world, "/v1/requests/%s/withdrawal", id), NULL},
        {POST, world_printf(world, "/v1/requests/%s/messages", id), "{'text': 'Two'}"},
    };
    int statuses[WORLD_RACERS];
    world_as(world, WORLD_BUYER);
    world_race_all(world, requests, COUNT_OF(requests), statuses);
    EXPECT_INT(world_count_status(statuses, 200), 2);
    EXPECT_INT(world_count_status(statuses, 201) + world_count_status(statuses, 409), 2);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE kind = 'lead.withdrawn'"), 1);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM lead_message"), world_count_status(statuses, 201));
}

SCENARIO("two colleagues who decide on one state of a lead: the second is told")
{
    const char *id = ask(world, plan(world));
    world_as(world, WORLD_SELLER);
    world_header(world, "If-Match", reply_header(get(world, "leads", id), "ETag"));
    EXPECT_INT(decide(world, id, "{'state': 'won'}").status, 200);
    EXPECT_INT(decide(world, id, "{'state': 'lost'}").status, 412);
}

SCENARIO("a lead is given to a colleague who may act on it, and to nobody else")
{
    const char *id = ask(world, plan(world));
    Id selma = world_user(world, WORLD_SELLER);
    world_as(world, WORLD_SELLER);
    Reply stranger = decide(world, id,
        world_printf(world, "{'assigned_to': '%s'}", world_user(world, WORLD_STRANGER).text));
    EXPECT_INT(stranger.status, 422);
    EXPECT_TEXT(world_value(stranger, "errors.0.field"), "assigned_to");
    Reply own = decide(world, id, world_printf(world, "{'assigned_to': '%s'}", selma.text));
    EXPECT_TEXT(world_value(own, "assigned_to_name"), "Selma Seller");
    EXPECT_INT(
        world_length(
            world_get(world, world_printf(world, "/v1/leads?assigned_to=%s", selma.text)), "items"),
        1);
    world_as(world, WORLD_BUYER);
    EXPECT(!strstr(get(world, "requests", id).body, selma.text));
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE kind = 'request.assigned'"), 0);
}

SCENARIO("scripts in comment and messages are text, and links go nowhere unsafe")
{
    const char *plan_id = plan(world);
    world_as(world, WORLD_BUYER);
    Reply request = world_post(world, "/v1/requests",
        request_of(
            world, plan_id, ", 'comment': '<script>alert(1)</script> [x](javascript:alert(1))'"));
    const char *html = world_value(request, "comment_html");
    EXPECT(html && !strstr(html, "<script") && !strstr(html, "javascript:"));
    Reply message =
        say(world, "requests", world_value(request, "id"), "<img src=x onerror=alert(1)> **bold**");
    html = world_value(message, "html");
    EXPECT(html && !strstr(html, "<img") && strstr(html, "<strong>bold</strong>"));
}

// ── who leaves ───────────────────────────────────────────────────────────────────────────────

static const char *assigned_to(World *world, const char *id)
{
    const char *name = world_value(get(world, "leads", id), "assigned_to_name");
    return name ? name : "nobody";
}

// The seller's colleague leaves, who had the lead.
static void leave(World *world, const char *id, WorldPerson colleague, WorldPerson to)
{
    world_as(world, WORLD_SELLER);
    EXPECT_INT(decide(world, id,
                   world_printf(world, "{'assigned_to': '%s'}", world_user(world, colleague).text))
                   .status,
        200);
    Reply reply =
        world_delete(world, world_printf(world, "/v1/organization/members/%s?hand_over_to=%s",
                                world_user(world, colleague).text, world_user(world, to).text));
    EXPECT_INT(reply.status, 204);
    world_drain(world);
}

SCENARIO("the open leads of who leaves are handed over to a colleague, or are nobody's")
{
    const char *open = ask(world, plan(world));
    world_join(world, WORLD_REPORTER, WORLD_SELLER, "[\"reports\",\"offerings\"]");
    world_join(world, WORLD_EDITOR, WORLD_SELLER, "[\"reports\",\"offerings\"]");
    world_join(world, WORLD_NEWCOMER, WORLD_SELLER, "[\"reports\"]");
    leave(world, open, WORLD_REPORTER, WORLD_EDITOR);
    EXPECT_TEXT(assigned_to(world, open), "Edda Editor");
    EXPECT(world_mail_to(world, world_email(WORLD_EDITOR))); // that it is the editor's matter now
    leave(world, open, WORLD_EDITOR, WORLD_NEWCOMER);        // who has not the role for it
    EXPECT_TEXT(assigned_to(world, open), "nobody");
}

SCENARIO("a lead that has ended keeps whose matter it was")
{
    const char *ended = ask(world, plan(world));
    world_join(world, WORLD_REPORTER, WORLD_SELLER, "[\"reports\",\"offerings\"]");
    world_as(world, WORLD_SELLER);
    decide(world, ended,
        world_printf(world, "{'assigned_to': '%s'}", world_user(world, WORLD_REPORTER).text));
    EXPECT_INT(decide(world, ended, "{'state': 'lost'}").status, 200);
    leave(world, ended, WORLD_REPORTER, WORLD_SELLER);
    EXPECT_TEXT(assigned_to(world, ended), "Rolf Reporter");
}
