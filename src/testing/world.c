#include "world.h"

#include "catalog/catalog.h"
#include "crypt/crypt.h"
#include "crypt/password_cost.h"
#include "organizations/role.h"
#include "json/json.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static atomic_int passwords_hashed;

// In place of the true one: no rule depends on what hashing a password costs.
PasswordCost password_cost(void)
{
    passwords_hashed++;
    return (PasswordCost){.passes = 1, .memory = 8192};
}

int world_passwords_hashed(void)
{
    return passwords_hashed;
}

// Of WORLD_PASSWORD, at that cost.
#define PASSWORD_HASH                                                                              \
    "$argon2id$v=19$m=8,t=1,p=1$Ujrdl5DEb2+jXkuPA7oI8g$r31h7XfWLHn3PG5ToNNsL6JQQwVSl/8NEmptVftb0EI"

// Visitors of a world calculate nothing, but in the scenarios about it.
__attribute__((constructor)) static void ask_for_no_work(void)
{
    setenv("KONTOR_PROOF_OF_WORK", "0", 0);
}

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
            " created_at) VALUES ($1, $2, 'en', $3, $4, $5, $6)",
            id, people[person].organization, person == WORLD_OPERATOR, person == WORLD_SELLER,
            is_approved ? ctx->now : TIME_NONE, ctx->now));
    if (person == WORLD_SELLER)
        must(
            ctx, db_exec(ctx,
                     "INSERT INTO seller (id, organization_id, slug, name, about, website,"
                     " contact_email, support_email, country, created_at, version) VALUES ($1, $2,"
                     " 'nimbus-labs', 'Nimbus Labs', '{\"en\":\"Models.\"}', 'https://nimbus.test',"
                     " 'sales@nimbus.test', 'help@nimbus.test', 'DE', $3, 1)",
                     seller_row_id, id, ctx->now));
}

static Error roles_fill(Ctx *ctx, Id organization_id, Id user_id, const char *roles)
{
    return db_exec(ctx,
        "INSERT INTO membership_role (organization_id, user_id, role, granted_at)"
        " SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), item, CAST($3 AS BIGINT)"
        " FROM {list $4} AS given",
        organization_id, user_id, ctx->now, roles);
}

static void person_fill(Ctx *ctx, WorldPerson person)
{
    const Somebody *somebody = &people[person];
    must(ctx, db_exec(ctx,
                  "INSERT INTO user_account (id, email, name, language, password_hash, created_at)"
                  " VALUES ($1, $2, $3, 'en', $4, $5)",
                  user_ids[person], somebody->email, somebody->name, PASSWORD_HASH, ctx->now));
    must(ctx, db_exec(ctx,
                  "INSERT INTO membership (organization_id, user_id, created_at)"
                  " VALUES ($1, $2, $3)",
                  organization_ids[person], user_ids[person], ctx->now));
    must(ctx, roles_fill(ctx, organization_ids[person], user_ids[person], somebody->roles));
}

static void profile_fill(Ctx *ctx, WorldPerson person)
{
    Id id = id_new("pro");
    must(ctx,
        db_exec(ctx,
            "INSERT INTO submission (organization_id, id, kind, state, submitted_by,"
            " submitted_at, decided_by, decided_at)"
            " VALUES ($1, $2, 'profile', 'approved', $3, $4, $5, $4)",
            organization_ids[person], id, user_ids[person], ctx->now, user_ids[WORLD_OPERATOR]));
    must(ctx, db_exec(ctx,
                  "INSERT INTO organization_profile (organization_id, id, company_name, website,"
                  " contact_email, marketplace_email, country) VALUES ($1, $2, $3,"
                  " 'https://example.test', 'team@example.test', 'cloud@example.test', 'DE')",
                  organization_ids[person], id, people[person].organization));
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
        .permissions = PERMIT_PUBLIC | PERMIT_KNOWN | PERMIT_SIGNED_IN | PERMIT_SESSION |
                       PERMIT_VERIFIED | PERMIT_INSIDER | person_permissions(ctx, person),
        .address = WORLD_ADDRESS,
    };
}

void world_as(World *world, WorldPerson person)
{
    world->person = person;
    world->ctx.actor = person_actor(&world->ctx, person);
}

// ── time and rows ────────────────────────────────────────────────────────────────────────────

void world_must(World *world, Error error)
{
    must(&world->ctx, error);
}

void world_advance(World *world, int64_t us)
{
    world->ctx.now = time_after(world->ctx.now, us);
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
    catalog_forget();
}

int64_t world_count_args(World *world, const char *sql, const DbArg *args, size_t count)
{
    Ctx ctx = everywhere(world);
    int64_t number = 0;
    must(&ctx, db_number_args(&ctx, &number, sql, args, count));
    return number;
}

void world_join(World *world, WorldPerson person, WorldPerson other, const char *roles)
{
    world_exec(world,
        "INSERT INTO membership (organization_id, user_id, created_at) VALUES ($1, $2, $3)"
        " ON CONFLICT (organization_id, user_id) DO NOTHING",
        organization_ids[other], user_ids[person], time_after(world->ctx.now, 1));
    world_exec(world, "DELETE FROM membership_role WHERE organization_id = $1 AND user_id = $2",
        organization_ids[other], user_ids[person]);
    Ctx ctx = everywhere(world);
    must(&ctx, roles_fill(&ctx, organization_ids[other], user_ids[person], roles));
}

void world_change_roles(World *world, WorldPerson person, const char *roles)
{
    world_join(world, person, person, roles);
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
        .address = WORLD_ADDRESS,
    };
    world.ctx = (Ctx){
        .arena = arena_new(),
        .db = db_new(world.database),
        .now = time_now(),
        .language = "en",
        .request_id = "req_test",
    };
    catalog_forget();
    world_as(&world, WORLD_OWNER);
    scenario(&world);
    db_free(world.ctx.db);
    world_database_close(engine, world.database);
    arena_free(world.ctx.arena);
}
