#include "retention.h"

#include "testing/world.h"

#include "work/work.h"

static void happen_at(World *world, Time time)
{
    Ctx *ctx = &world->ctx;
    world_must(
        world, db_exec(ctx, "INSERT INTO event (id, kind, created_at) VALUES ($1, 'past', $2)",
                   id_new_at("evt", time), time));
    for (int i = 0; i < 2; i++)
        world_must(world,
            db_exec(ctx,
                "INSERT INTO message (id, event_id, template, language, recipient, data, state,"
                " created_at) VALUES ($1, $1, 'past', 'en', 'a@acme.test', '{}', $2, $3)",
                id_new_at("msg", time), i ? "sent" : "queued", time));
    static const char *const states[] = {"done", "dead", "waiting"};
    for (size_t i = 0; i < COUNT_OF(states); i++)
        world_must(
            world, db_exec(ctx,
                       "INSERT INTO job (id, kind, arguments, state, run_at, attempts, created_at,"
                       " finished_at) VALUES ($1, 'past', '{}', $2, $3, 1, $3, $3)",
                       id_new_at("job", time), states[i], time));
}

static void remove_old(World *world)
{
    world->ctx.actor = (Actor){.is_system = true};
    world_must(world, retention_remove(&world->ctx, &(Job){.kind = "remove_old"}));
}

SCENARIO("what is old is forgotten: events, mails and jobs that ended")
{
    happen_at(world, time_after(world->ctx.now, -DAYS(401)));
    happen_at(world, time_after(world->ctx.now, -DAYS(29)));
    remove_old(world);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM event WHERE kind = 'past'"), 1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM message WHERE state = 'sent'"), 1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM message WHERE state = 'queued'"), 2);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM job WHERE kind = 'past' AND state IN ('done', 'dead')"),
        2);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM job WHERE kind = 'past' AND state = 'waiting'"),
        2);
}

SCENARIO("who was removed from an organization is known for three years")
{
    world_delete(world,
        world_printf(world, "/v1/organization/members/%s", world_user(world, WORLD_BUYER).text));
    world_advance(world, DAYS(1095));
    remove_old(world);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM former_member"), 1);
    world_advance(world, DAYS(2));
    remove_old(world);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM former_member"), 0);
}

SCENARIO("sessions and links are forgotten long after they ended")
{
    world_sign_in(world, "otto@acme.test", WORLD_PASSWORD);
    world_post(world, "/v1/password-links", "{'email':'otto@acme.test'}");
    remove_old(world);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM session"), 1);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM password_link"), 1);
    world_advance(world, DAYS(365));
    remove_old(world);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM session"), 0);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM password_link"), 0);
    EXPECT_INT(world_count(world, "SELECT count(*) FROM throttle"), 0);
}
