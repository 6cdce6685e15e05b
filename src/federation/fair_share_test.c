// fair_share_test.c — people sign in at one provider while another one does not answer.
#include "base/text.h"
#include "jobs.h"
#include "subscribers.h"
#include "testing/world_cloud_sign_in.h"

#include <string.h>
#include <unistd.h>

enum { STEP_US = 20000 };

static Id provider_named(WorldCloud *cloud, const char *name)
{
    Id id = world_cloud_provider(cloud, "{'first_owns': true}");
    world_exec(cloud->world, "UPDATE identity_provider SET name = $2 WHERE id = $1", id, name);
    return id;
}

// Answered by the person; a job asks the provider.
static void type_password(World *world, Id provider_id, const char *domain, const char *name)
{
    world_sign_out(world);
    Reply begun = world_cloud_begin(world, "/v1/external-sign-ins", provider_id);
    Reply typed = world_post(world, world_cloud_path(world, begun, "/answer"),
        world_printf(world,
            "{'domain': '%s', 'user_name': '%s', 'password': '" WORLD_CLOUD_PASSWORD "'}", domain,
            name));
    EXPECT_INT(typed.status, 202);
}

static int64_t count_in(World *world, Id provider_id, const char *state)
{
    return world_count(world,
        "SELECT count(*) FROM external_sign_in WHERE provider_id = $1 AND state = $2", provider_id,
        state);
}

static bool soon(World *world, Id provider_id, const char *state, int64_t wanted)
{
    for (int waited = 0; count_in(world, provider_id, state) < wanted && waited < PATIENCE_US;)
        waited += usleep(STEP_US) + STEP_US;
    return count_in(world, provider_id, state) == wanted;
}

SCENARIO("a provider that does not answer holds up nobody who signs in at another one")
{
    static const Schedule unplanned[] = {{.job_kind = NULL}};
    __attribute__((cleanup(world_cloud_close))) WorldCloud slow;
    world_cloud_open(&slow, world);
    WORLD_CLOUD;
    Id slow_id = provider_named(&slow, "Slow"), quick_id = provider_named(&cloud, "Quick");
    slow.is_held = true;
    type_password(world, slow_id, "Acme", "anna");
    type_password(world, slow_id, "Acme", "bert");
    type_password(world, slow_id, "Acme", "cora");
    type_password(world, slow_id, "Zeta", "zoe");
    type_password(world, quick_id, "Acme", "anna");
    Work *work = work_start(&(WorkSettings){
        .database = world->database,
        .jobs = job_kinds,
        .schedules = unplanned,
        .subscribers = subscribers,
        .threads = {[JOBS_OUTWARD] = 4},
    });
    EXPECT(soon(world, quick_id, "ready", 1));
    EXPECT_INT(count_in(world, slow_id, "answered"), 4);
    slow.is_held = false;
    EXPECT(soon(world, slow_id, "ready", 4));
    work_stop(work);
}
