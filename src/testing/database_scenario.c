#include "database_scenario.h"

#include <stdio.h>
#include <stdlib.h>

static void fill_nothing(Ctx *ctx)
{
    (void)ctx;
}

static Ctx ctx_on(Database *database)
{
    return (Ctx){
        .arena = arena_new(),
        .db = db_new(database),
        .actor = {.is_system = true},
        .now = time_now(),
        .language = "en",
        .request_id = "test",
    };
}

Ctx ctx_beside(const Ctx *ctx)
{
    Ctx beside = ctx_on(db_database(ctx->db));
    beside.now = ctx->now;
    return beside;
}

void ctx_free(Ctx *ctx)
{
    db_free(ctx->db);
    arena_free(ctx->arena);
}

void must(const Ctx *ctx, Error error)
{
    if (!error)
        return;
    printf("Bail out! %s: %s\n", ctx->failure.code, ctx->failure.message);
    exit(1);
}

void database_scenario_run(WorldEngine engine, void (*scenario)(Ctx *ctx))
{
    Database *database = world_database_open(engine, fill_nothing);
    Ctx ctx = ctx_on(database);
    scenario(&ctx);
    ctx_free(&ctx);
    world_database_close(engine, database);
}
