#include "world.h"

#include "audit/audit_record.h"
#include "crypt/crypt.h"
#include "jobs.h"
#include "notify/message.h"
#include "organizations/acting.h"
#include "organizations/role.h"
#include "routes.h"
#include "subscribers.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// Argon2id of WORLD_PASSWORD, so that making a world costs nothing.
#define PASSWORD_HASH                                                                              \
    "$argon2id$v=19$m=65536,t=2,p=1$Z5qVj0Um6WqS3RfcQo/q4Q$93fQIRTSoZiFKFw9+9b4y7xpmTtASHfho1bNemzus6M"

// ── who is there ─────────────────────────────────────────────────────────────────────────────

typedef struct Somebody {
    const char *organization, *name, *email, *roles;
} Somebody;

static const Somebody people[WORLD_PEOPLE] = {
    [WORLD_OPERATOR] = {"Kontor Operations", "Olga Operator", "olga@operator.test",
        "[\"reports\",\"operator\",\"owner\"]"},
    [WORLD_SELLER] = {"Nimbus Labs", "Selma Seller", "selma@nimbus.test",
        "[\"reports\",\"offerings\",\"owner\"]"},
    [WORLD_OWNER] = {"Acme", "Otto Owner", "otto@acme.test", "[\"reports\",\"owner\"]"},
    [WORLD_BUYER] = {"Acme", "Berta Buyer", "berta@acme.test", "[\"reports\",\"purchasing\"]"},
    [WORLD_REPORTER] = {"Acme", "Rolf Reporter", "rolf@acme.test", "[\"reports\"]"},
    [WORLD_EDITOR] = {"Acme", "Edda Editor", "edda@acme.test", "[\"reports\",\"profile\"]"},
    [WORLD_STRANGER] = {"Stranger", "Stan Stranger", "stan@stranger.test",
        "[\"reports\",\"owner\"]"},
    [WORLD_NEWCOMER] = {"Newcomer", "Nora Newcomer", "nora@newcomer.test",
        "[\"reports\",\"owner\"]"},
};

// The same in every database of this test program.
static Id user_ids[WORLD_PEOPLE], organization_ids[WORLD_PEOPLE], seller_row_id;

static bool is_first_of_organization(WorldPerson person)
{
    return person == WORLD_VISITOR + 1 ||
           strcmp(people[person].organization, people[person - 1].organization) != 0;
}

static void ids_choose(void)
{
    if (id_is_set(seller_row_id))
        return;
    seller_row_id = id_new("sel");
    for (WorldPerson person = WORLD_VISITOR + 1; person < WORLD_PEOPLE; person++) {
        user_ids[person] = id_new("usr");
        organization_ids[person] =
            is_first_of_organization(person) ? id_new("org") : organization_ids[person - 1];
    }
}

static void must(Ctx *ctx, Error error)
{
    if (!error)
        return;
    printf("Bail out! %s: %s\n", ctx->failure.code, ctx->failure.message);
    exit(1);
}

static void organization_fill(Ctx *ctx, WorldPerson person)
{
    Id id = organization_ids[person];
    bool is_approved = person != WORLD_NEWCOMER;
    must(ctx,
        db_exec(ctx,
            "INSERT INTO organization (id, name, language, is_operator, is_seller, approved_at,"
            " created_at, version) VALUES ($1, $2, 'en', $3, $4, $5, $6, 1)",
            id, people[person].organization, person == WORLD_OPERATOR, person == WORLD_SELLER,
            is_approved ? ctx->now : TIME_NONE, ctx->now));
    if (person == WORLD_SELLER)
        must(ctx,
            db_exec(ctx,
                "INSERT INTO seller (id, organization_id, slug, name, about, website,"
                " contact_email, support_email, country, created_at) VALUES ($1, $2, 'nimbus-labs',"
                " 'Nimbus Labs', '{\"en\":\"Models.\"}', 'https://nimbus.test', 'sales@nimbus.test',"
                " 'help@nimbus.test', 'DE', $3)",
                seller_row_id, id, ctx->now));
}

static void person_fill(Ctx *ctx, WorldPerson person)
{
    const Somebody *somebody = &people[person];
    must(ctx, db_exec(ctx,
                  "INSERT INTO user_account (id, email, name, language, password_hash, created_at,"
                  " version) VALUES ($1, $2, $3, 'en', $4, $5, 1)",
                  user_ids[person], somebody->email, somebody->name, PASSWORD_HASH, ctx->now));
    must(ctx, db_exec(ctx,
                  "INSERT INTO membership (organization_id, user_id, roles, created_at)"
                  " VALUES ($1, $2, $3, $4)",
                  organization_ids[person], user_ids[person], somebody->roles, ctx->now));
}

static void profile_fill(Ctx *ctx, WorldPerson person)
{
    must(ctx,
        db_exec(ctx,
            "INSERT INTO organization_profile (organization_id, id, state, company_name, website,"
            " contact_email, marketplace_email, country, submitted_by, submitted_at, decided_by,"
            " decided_at) VALUES ($1, $2, 'approved', $3, 'https://example.test',"
            " 'team@example.test', 'cloud@example.test', 'DE', $4, $5, $6, $5)",
            organization_ids[person], id_new("pro"), people[person].organization, user_ids[person],
            ctx->now, user_ids[WORLD_OPERATOR]));
}

static void world_fill(Ctx *ctx)
{
    TX tx = {0};
    must(ctx, tx_begin(ctx, TX_WRITE, &tx));
    for (WorldPerson person = WORLD_VISITOR + 1; person < WORLD_PEOPLE; person++) {
        bool is_first = is_first_of_organization(person);
        if (is_first)
            organization_fill(ctx, person);
        person_fill(ctx, person);
        if (is_first && person != WORLD_OPERATOR && person != WORLD_NEWCOMER)
            profile_fill(ctx, person);
    }
    must(ctx, tx_commit(&tx));
}

Id world_user(const World *world, WorldPerson person)
{
    (void)world;
    return user_ids[person];
}

Id world_organization(const World *world, WorldPerson person)
{
    (void)world;
    return organization_ids[person];
}

const char *world_email(WorldPerson person)
{
    return people[person].email;
}

// ── who asks ─────────────────────────────────────────────────────────────────────────────────

static Permissions person_permissions(Ctx *ctx, WorldPerson person)
{
    const char *problem;
    const JsonValue *roles =
        json_parse(ctx->arena, people[person].roles, strlen(people[person].roles), &problem);
    const char *names[8];
    TextList list = {names, 0};
    for (const JsonValue *role = json_first(roles); role; role = json_next(roles, role))
        names[list.count++] = role->text;
    return role_permissions(list, person == WORLD_SELLER, person == WORLD_OPERATOR);
}

static Actor person_actor(Ctx *ctx, WorldPerson person)
{
    if (person == WORLD_VISITOR)
        return (Actor){.permissions = PERMIT_PUBLIC, .address = WORLD_ADDRESS};
    return (Actor){
        .user_id = user_ids[person],
        .organization_id = organization_ids[person],
        .permissions = PERMIT_PUBLIC | PERMIT_SIGNED_IN | person_permissions(ctx, person),
        .address = WORLD_ADDRESS,
    };
}

void world_as(World *world, WorldPerson person)
{
    world->person = person;
    world->ctx.actor = person_actor(&world->ctx, person);
}

// The world's persons are known without signing in; req->source is the world.
static Error world_identify(Ctx *ctx, const Request *req)
{
    const World *world = req->source;
    if (world->person == WORLD_VISITOR)
        return acting_identify(ctx, req);
    ctx->actor = world->ctx.actor;
    return OK;
}

static const HttpApp world_app = {
    .routes = api_routes,
    .identify = world_identify,
    .audit = audit_write,
};

// ── requests ─────────────────────────────────────────────────────────────────────────────────

static const char *source_header(const void *source, const char *name)
{
    const World *world = source;
    for (size_t i = 0; i < world->header_count; i++)
        if (strcasecmp(world->headers[i].name, name) == 0)
            return world->headers[i].value;
    return strcasecmp(name, "Content-Type") == 0 ? world->media_type : NULL;
}

void world_header(World *world, const char *name, const char *value)
{
    size_t i = 0;
    while (i < world->header_count && strcasecmp(world->headers[i].name, name) != 0)
        i++;
    if (i == world->header_count && value)
        world->header_count++;
    if (value)
        world->headers[i] = (Header){name, value};
    else if (i < world->header_count)
        world->headers[i] = world->headers[--world->header_count];
}

static Ctx request_ctx(World *world)
{
    world_advance(world, SECOND / 1000);
    return (Ctx){
        .arena = world->ctx.arena,
        .db = world->ctx.db,
        .actor = {.address = WORLD_ADDRESS},
        .now = world->ctx.now,
        .language = "en",
        .request_id = world_printf(world, "%s", id_new("req").text),
    };
}

Reply world_send(World *world, Method method, const char *path, Blob body)
{
    Ctx ctx = request_ctx(world);
    world->media_type = body.length ? "application/json" : NULL;
    const char *query = strchr(path, '?');
    size_t length = query ? (size_t)(query - path) : strlen(path);
    Request req = {
        .method = method,
        .path = arena_text(ctx.arena, path, length),
        .query_text = query ? query + 1 : NULL,
        .bytes = body,
        .address = WORLD_ADDRESS,
        .header = source_header,
        .source = world,
    };
    Response *res = arena_new_of(ctx.arena, Response);
    http_dispatch(&ctx, &world_app, &req, res);
    Reply reply = {.status = res->status, .body = "", .res = res, .world = world};
    if (res->body.length)
        reply.body = arena_text(ctx.arena, (const char *)res->body.bytes, res->body.length);
    if (res->status >= 400) {
        reply.code = world_member(reply, "code");
        reply.message = world_member(reply, "detail");
    }
    return reply;
}

static Blob body_of(World *world, const char *body)
{
    if (!body)
        return (Blob){0};
    char *json = arena_text(world->ctx.arena, body, strlen(body));
    for (char *quote = json; (quote = strchr(quote, '\''));)
        *quote = '"';
    return (Blob){(const uint8_t *)json, strlen(json)};
}

Reply world_get(World *world, const char *path)
{
    return world_send(world, GET, path, body_of(world, NULL));
}

Reply world_post(World *world, const char *path, const char *body)
{
    return world_send(world, POST, path, body_of(world, body));
}

Reply world_put(World *world, const char *path, const char *body)
{
    return world_send(world, PUT, path, body_of(world, body));
}

Reply world_patch(World *world, const char *path, const char *body)
{
    return world_send(world, PATCH, path, body_of(world, body));
}

Reply world_delete(World *world, const char *path)
{
    return world_send(world, DELETE, path, body_of(world, NULL));
}

const char *world_printf(World *world, const char *format, ...)
{
    char *text = NULL;
    va_list args;
    va_start(args, format);
    int length = vasprintf(&text, format, args);
    va_end(args);
    if (length < 0)
        abort();
    const char *copy = arena_text(world->ctx.arena, text, (size_t)length);
    free(text);
    return copy;
}

// ── what came back ───────────────────────────────────────────────────────────────────────────

static const JsonValue *step(const JsonValue *value, const char *name)
{
    if (!value || value->kind != JSON_ARRAY)
        return value ? json_member(value, name) : NULL;
    const JsonValue *item = json_first(value);
    for (long i = strtol(name, NULL, 10); item && i > 0; i--)
        item = json_next(value, item);
    return item;
}

static const JsonValue *reply_find(Reply reply, const char *path)
{
    Arena *arena = reply.world->ctx.arena;
    const char *problem;
    const JsonValue *value = json_parse(arena, reply.body, strlen(reply.body), &problem);
    while (value && *path) {
        size_t length = strcspn(path, ".");
        value = step(value, arena_text(arena, path, length));
        path += length + (path[length] == '.');
    }
    return value;
}

const char *world_value(Reply reply, const char *path)
{
    const JsonValue *value = reply_find(reply, path);
    if (!value || value->kind == JSON_NULL)
        return NULL;
    if (value->kind == JSON_TEXT)
        return value->text;
    return arena_text(reply.world->ctx.arena, value->raw, value->raw_length);
}

const char *world_member(Reply reply, const char *name)
{
    return world_value(reply, name);
}

Id world_id(Reply reply, const char *path)
{
    return id_from(world_value(reply, path));
}

int64_t world_length(Reply reply, const char *path)
{
    const JsonValue *value = reply_find(reply, path);
    return value && value->kind == JSON_ARRAY ? (int64_t)value->count : -1;
}

const char *reply_header(Reply reply, const char *name)
{
    for (size_t i = 0; i < reply.res->header_count; i++)
        if (strcasecmp(reply.res->headers[i].name, name) == 0)
            return reply.res->headers[i].value;
    return NULL;
}

// ── time, jobs, rows ─────────────────────────────────────────────────────────────────────────

void world_must(World *world, Error error)
{
    must(&world->ctx, error);
}

void world_advance(World *world, int64_t us)
{
    world->ctx.now = time_after(world->ctx.now, us);
}

// The world whose jobs run; jobs know no world.
static World *draining;

static Error mail_take(Ctx *ctx, const Mail *mail)
{
    World *world = draining;
    if (text_same(world->mail_problem, "mail_refused"))
        return fail(ctx, INVALID, "mail_refused", "550 no such user");
    if (world->mail_problem)
        return fail(ctx, UNAVAILABLE, "mail_deferred", "451 greylisted");
    if (world->mail_count == WORLD_MAX_MAILS)
        return fail(ctx, INTERNAL, "too_many_mails", "A world keeps %d.", WORLD_MAX_MAILS);
    Mail *kept = &world->mails[world->mail_count++];
    const char **texts[] = {
        &kept->message_id, &kept->to, &kept->subject, &kept->text, &kept->html, &kept->language};
    *kept = *mail; // the job's arena ends before the test
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        *texts[i] = arena_text(world->ctx.arena, *texts[i], strlen(*texts[i]));
    return OK;
}

static Error world_send_mail(Ctx *ctx, const Job *job)
{
    return message_send(ctx, message_of_job(ctx, job), mail_take);
}

// All jobs as they are, but mail is taken instead of sent.
static const JobKind *world_jobs(Arena *arena)
{
    size_t count = 0;
    while (job_kinds[count].name)
        count++;
    JobKind *jobs = arena_array_of(arena, JobKind, count + 1);
    memcpy(jobs, job_kinds, sizeof *jobs * count);
    for (JobKind *job = jobs; job->name; job++)
        if (job->run == message_send_job)
            job->run = world_send_mail;
    return jobs;
}

const Mail *world_mail_to(const World *world, const char *address)
{
    for (size_t i = world->mail_count; i > 0; i--)
        if (text_same(world->mails[i - 1].to, address))
            return &world->mails[i - 1];
    return NULL;
}

const char *world_word_after(World *world, const char *text, const char *from)
{
    const char *at = text ? strstr(text, from) : NULL;
    if (!at)
        return NULL;
    at += strlen(from);
    return arena_text(world->ctx.arena, at, strcspn(at, " \n\"<"));
}

void world_drain(World *world)
{
    WorkSettings settings = {
        .database = world->database,
        .jobs = world_jobs(world->ctx.arena),
        .schedules = schedules,
        .subscribers = subscribers,
    };
    Actor actor = world->ctx.actor;
    world->ctx.actor = (Actor){.is_system = true};
    draining = world;
    world_must(world, work_drain(&world->ctx, &settings));
    world->ctx.actor = actor;
}

// A test looks at all of the data, whoever the world's person is.
static Ctx everywhere(const World *world)
{
    Ctx ctx = world->ctx;
    ctx.actor = (Actor){.is_system = true};
    return ctx;
}

void world_exec_args(World *world, const char *sql, const DbArg *args, size_t count)
{
    Ctx ctx = everywhere(world);
    must(&ctx, db_exec_args(&ctx, sql, args, count));
}

int64_t world_count_args(World *world, const char *sql, const DbArg *args, size_t count)
{
    Ctx ctx = everywhere(world);
    int64_t number = 0;
    must(&ctx, db_number_args(&ctx, &number, sql, args, count));
    return number;
}

const char *world_text_args(World *world, const char *sql, const DbArg *args, size_t count)
{
    Ctx ctx = everywhere(world);
    const char *text = NULL;
    must(&ctx, db_text_args(&ctx, &text, sql, args, count));
    return text;
}

// ── a scenario ───────────────────────────────────────────────────────────────────────────────

static void process_start(void)
{
    static bool is_started;
    if (is_started)
        return;
    char path[128];
    snprintf(path, sizeof path, "%s/master.key", world_folder());
    crypt_start();
    master_key_load(path);
    ids_choose();
    is_started = true;
}

void world_run(WorldEngine engine, void (*scenario)(World *world))
{
    process_start();
    World world = {
        .engine = engine,
        .database = world_database_open(engine, world_fill),
        .seller_id = seller_row_id,
    };
    world.ctx = (Ctx){
        .arena = arena_new(),
        .db = db_new(world.database),
        .now = time_now(),
        .language = "en",
        .request_id = "req_test",
    };
    world_as(&world, WORLD_OWNER);
    scenario(&world);
    db_free(world.ctx.db);
    world_database_close(engine, world.database);
    arena_free(world.ctx.arena);
}
