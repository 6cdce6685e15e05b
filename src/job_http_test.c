#include "testing/world.h"
#include "work/work.h"

static void add_dead_job(World *world)
{
    world_exec(world,
        "INSERT INTO job (id, organization_id, kind, key, arguments, state, run_at, attempts,"
        " problem, created_at, finished_at)"
        " VALUES ($1, $2, 'send_mail', 'msg_1', '{}', 'dead', 1, 3, 'refused', 1, 2)",
        id_new("job"), world_organization(world, WORLD_REPORTER));
}

SCENARIO("the operator sees what failed and lets it try anew")
{
    add_dead_job(world);
    world_as(world, WORLD_OPERATOR);
    Reply list = world_get(world, "/v1/operator/jobs?state=dead");
    EXPECT_TEXT(world_value(list, "items.0.problem"), "refused");
    EXPECT_TEXT(world_value(list, "items.0.key"), "msg_1");
    EXPECT_TEXT(world_value(list, "items.0.organization_id"),
        world_organization(world, WORLD_REPORTER).text);
    const char *path =
        world_printf(world, "/v1/operator/jobs/%s/retry", world_value(list, "items.0.id"));
    EXPECT_TEXT(world_member(world_post(world, path, NULL), "state"), "waiting");
    EXPECT_TEXT(world_post(world, path, NULL).code, "job_not_dead");
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM job WHERE state = 'waiting' AND attempts = 0"
                   " AND kind = 'send_mail'"),
        1);
}

SCENARIO("nobody else sees jobs")
{
    add_dead_job(world);
    EXPECT_INT(world_get(world, "/v1/operator/jobs").status, 403);
}
