#include "db/db.h"
#include "sentences/sentence.h"
#include "testing/world_chart.h"

#include <string.h>

// What the job that looks at workloads finds.
static void find(World *world, Id id, WorkloadState state, const char *cause)
{
    WorldPerson person = world->person;
    Workload workload = {0};
    TX tx = {0};
    world->ctx.actor =
        (Actor){.organization_id = world_organization(world, WORLD_OWNER), .is_system = true};
    world_must(world, tx_begin(&world->ctx, TX_WRITE, &tx));
    world_must(world, workload_lock(&world->ctx, id, &workload));
    world_must(world, workload_move(&world->ctx, &workload, state, cause));
    world_must(world, tx_commit(&tx));
    world_as(world, person);
    world_drain(world);
}

static Id deployed_by_buyer(World *world)
{
    WorldChart chart = world_chart(world, "");
    world_as(world, WORLD_BUYER);
    Id id = world_deploy(world, &chart, "mine");
    world_operate(world, id, OPERATION_SUCCEEDED, NULL);
    world->mail_count = 0;
    return id;
}

SCENARIO("a deployment that fails is mailed to the person who asked for it, and to nobody else")
{
    WorldChart chart = world_chart(world, "");
    world_as(world, WORLD_BUYER);
    Id id = world_deploy(world, &chart, "mine");
    world->mail_count = 0;
    world_operate(world, id, OPERATION_FAILED, "The image cannot be pulled.");
    const Mail *mail = world_mail_to(world, "berta@acme.test");
    EXPECT_INT(world->mail_count, 1);
    EXPECT(mail && strstr(mail->subject, "A deployment failed: "));
    EXPECT(mail && strstr(mail->text, "The image cannot be pulled."));
    EXPECT(mail && strstr(mail->text, world_printf(world, "/workloads/%s", id.text)));
}

SCENARIO("who stops a deployment gets no mail about it")
{
    WorldChart chart = world_chart(world, "");
    world_as(world, WORLD_BUYER);
    Id id = world_deploy(world, &chart, "mine");
    world->mail_count = 0;
    world_post(world, world_printf(world, "/v1/workloads/%s/stop", id.text), NULL);
    world_drain(world);
    EXPECT_INT(world->mail_count, 0);
}

SCENARIO(
    "a workload that becomes degraded is mailed to who deployed it, once until it is well again")
{
    Id id = deployed_by_buyer(world);
    find(world, id, WORKLOAD_DEGRADED, "The container crashes.");
    find(world, id, WORKLOAD_DEGRADED, "The volume is full.");
    const Mail *mail = world_mail_to(world, "berta@acme.test");
    EXPECT_INT(world->mail_count, 1);
    EXPECT(mail && strstr(mail->text, "The container crashes."));
    find(world, id, WORKLOAD_READY, NULL);
    EXPECT_INT(world->mail_count, 1);
    find(world, id, WORKLOAD_DEGRADED, "The volume is full.");
    EXPECT_INT(world->mail_count, 2);
}

SCENARIO("an upgrade that fails is mailed to who asked for it, in the own language")
{
    Id id = deployed_by_buyer(world);
    world_exec(world, "UPDATE user_account SET language = 'de' WHERE email = 'otto@acme.test'");
    world_as(world, WORLD_OWNER);
    world_post(world, world_printf(world, "/v1/workloads/%s/upgrade", id.text), "{}");
    world_operate(world, id, OPERATION_FAILED,
        sentence_of(world->ctx.arena, SENTENCE_NO_NODE, {"object", "web-1"}, {"words", "no cpu"}));
    const Mail *mail = world_mail_to(world, "otto@acme.test");
    EXPECT_INT(world->mail_count, 1);
    EXPECT(mail && strstr(mail->subject, "Eine Bereitstellung ist gescheitert: "));
    EXPECT(mail && strstr(mail->text, "Kein Node kann web-1 aufnehmen: „no cpu“"));
}
