#include "cloud_link.h"

#include "base/text.h"
#include "cloud_look.h"
#include "testing/world_cloud_directory.h"

#include <string.h>

#define LINKS    "/v1/organization/cloud-links"
#define SETTINGS "{'administrator_role': 'te_admin', 'member_role': 'member'}"

static Reply find_link(World *world)
{
    world_as(world, WORLD_OWNER);
    return world_get(world, LINKS);
}

static const char *state_of(World *world)
{
    return world_value(find_link(world), "items.0.state");
}

static const char *token_of(World *world, Reply link)
{
    return world_word_after(world, world_value(link, "consent_url"), "#token=");
}

static const char *ask(World *world, WorldPerson person, Id provider_id)
{
    world_as(world, person);
    Reply asked =
        world_post(world, LINKS, world_printf(world, "{'provider_id': '%s'}", provider_id.text));
    EXPECT_INT(asked.status, 201);
    return token_of(world, asked);
}

static const char *ask_again(World *world)
{
    const char *id = world_value(find_link(world), "items.0.id");
    return token_of(
        world, world_post(world, world_printf(world, LINKS "/%s/consent-link", id), NULL));
}

// In domain Acme or Zeta, as who is a user there.
static Reply agree(World *world, const char *token, const char *domain, const char *name)
{
    world_as(world, WORLD_VISITOR);
    Reply given = world_post(world, "/v1/cloud-consents",
        world_printf(world,
            "{'token': '%s', 'domain': '%s', 'user_name': '%s', 'password': '" WORLD_CLOUD_PASSWORD
            "'}",
            token, domain, name));
    world_drain(world);
    return given;
}

static void link_acme(WorldCloud *cloud)
{
    World *world = cloud->world;
    Id cloud_id = world_cloud_provider(cloud, SETTINGS);
    EXPECT_INT(agree(world, ask(world, WORLD_OWNER, cloud_id), "Acme", "cora").status, 202);
    EXPECT_TEXT(state_of(world), "linked");
}

// "check" or "repair"; answers what is there then.
static Reply look(World *world, const char *how)
{
    const char *id = world_value(find_link(world), "items.0.id");
    EXPECT_INT(world_post(world, world_printf(world, LINKS "/%s/%s", id, how), NULL).status, 202);
    world_drain(world);
    return find_link(world);
}

static int64_t count_shadows(World *world, const char *state)
{
    return world_count(world, "SELECT count(*) FROM cloud_shadow WHERE state = $1", state);
}

static WorldCloudUser *shadow_of(WorldCloud *cloud, WorldPerson person)
{
    World *world = cloud->world;
    return world_cloud_user(
        cloud, world_printf(world, "marketplace_%s", world_user(world, person).text));
}

static WorldCloudUser *group_of(WorldCloud *cloud)
{
    World *world = cloud->world;
    return world_cloud_user(
        cloud, world_printf(world, "marketplace_%s", world_organization(world, WORLD_OWNER).text));
}

static const char *in_group(WorldCloud *cloud, WorldPerson person)
{
    return world_printf(
        cloud->world, "/groups/%s/users/%s", group_of(cloud)->id, shadow_of(cloud, person)->id);
}

static const char *role_of_group(WorldCloud *cloud)
{
    return world_printf(
        cloud->world, "/domains/acme/groups/%s/roles/r-member", group_of(cloud)->id);
}

static WorldCloudUser *add_foreign(WorldCloud *cloud, const char *name)
{
    WorldCloudUser *entry = cloud->people;
    while (entry->id)
        entry++;
    *entry = (WorldCloudUser){
        .id = "u-foreign", .name = name, .domain = "Acme", .password = "x", .description = "Mine"};
    return entry;
}

SCENARIO(
    "by consent of who administers a domain, a group with the role and a user for each member "
    "are there, and no password is kept")
{
    WORLD_CLOUD;
    link_acme(&cloud);
    Reply links = find_link(world);
    EXPECT_TEXT(world_value(links, "items.0.domain_name"), "Acme");
    EXPECT_TEXT(world_value(links, "items.0.consented_by"), "cora");
    EXPECT_INT(world_length(links, "items.0.shadows"), 5);
    EXPECT_INT(count_shadows(world, "ok"), 5);
    EXPECT_INT(world_cloud_count(&cloud), 6); // and the manager
    EXPECT(world_cloud_has(&cloud, role_of_group(&cloud)));
    EXPECT(world_cloud_has(&cloud, in_group(&cloud, WORLD_BUYER)));
    EXPECT(!world_cloud_role(&cloud, world->ctx.arena, shadow_of(&cloud, WORLD_BUYER)));

    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM cloud_link WHERE sealed_answer IS NOT NULL"), 0);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM job WHERE CAST(arguments AS TEXT) LIKE '%Wolke%'"),
        0);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM event WHERE CAST(data AS TEXT) LIKE '%Wolke%'"),
        0);
    const char *managed = world_cloud_user(&cloud, "marketplace_manager")->password;
    EXPECT_INT(
        world_count(world,
            "SELECT count(*) FROM cloud_link WHERE CAST(sealed_password AS TEXT) LIKE '%' || "
            "$1 || '%'",
            managed),
        0);

    world_as(world, WORLD_OWNER);
    EXPECT_INT(world_delete(world, world_printf(world, "/v1/organization/members/%s",
                                       world_user(world, WORLD_BUYER).text))
                   .status,
        204);
    world_drain(world);
    EXPECT(shadow_of(&cloud, WORLD_BUYER) == NULL);
    world_join(world, WORLD_STRANGER, WORLD_OWNER, "[\"reports\"]");
    look(world, "check");
    EXPECT(world_cloud_has(&cloud, in_group(&cloud, WORLD_STRANGER)));
}

SCENARIO("only who administers the domain agrees, once, within a day, with the newest link")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, SETTINGS);
    const char *token = ask(world, WORLD_OWNER, cloud_id);
    EXPECT_INT(agree(world, token, "Acme", "anna").status, 202);
    EXPECT_TEXT(state_of(world), "asked");
    EXPECT(strstr(world_value(find_link(world), "items.0.problem"), "te_admin") != NULL);
    EXPECT_INT(world_cloud_count(&cloud), 0);

    world_advance(world, DAYS(1));
    EXPECT_TEXT(agree(world, token, "Acme", "cora").code, "link_expired");
    const char *newer = ask_again(world);
    EXPECT_TEXT(agree(world, token, "Acme", "cora").code, "link_unknown");
    EXPECT_TEXT(
        agree(world, world_printf(world, "%sx", newer), "Acme", "cora").code, "link_unknown");
    EXPECT_INT(agree(world, newer, "Acme", "cora").status, 202);
    EXPECT_TEXT(agree(world, newer, "Acme", "cora").code, "link_used");

    // The domain is linked to one organization.
    agree(world, ask(world, WORLD_STRANGER, cloud_id), "Acme", "cora");
    world_as(world, WORLD_STRANGER);
    Reply theirs = world_get(world, LINKS);
    EXPECT_INT(world_length(theirs, "items"), 1);
    EXPECT_TEXT(world_value(theirs, "items.0.state"), "asked");
    EXPECT(world_value(theirs, "items.0.problem") != NULL);
    EXPECT_INT(world_cloud_count(&cloud), 6);
}

SCENARIO("nobody but the owners sees a link or touches it")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, SETTINGS);
    ask(world, WORLD_OWNER, cloud_id);
    const char *id = world_value(find_link(world), "items.0.id");
    const char *path = world_printf(world, LINKS "/%s", id);
    world_as(world, WORLD_STRANGER);
    EXPECT_INT(world_length(world_get(world, LINKS), "items"), 0);
    EXPECT_INT(world_post(world, world_printf(world, "%s/consent-link", path), NULL).status, 404);
    EXPECT_INT(world_post(world, world_printf(world, "%s/check", path), NULL).status, 404);
    EXPECT_INT(world_delete(world, path).status, 404);
    world_as(world, WORLD_BUYER);
    EXPECT_INT(world_get(world, LINKS).status, 403);
    EXPECT_INT(world_delete(world, path).status, 403);
    EXPECT_TEXT(state_of(world), "asked");
}

SCENARIO("what a crash left unrecorded is found again, and nothing is made twice")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, SETTINGS);
    const char *token = ask(world, WORLD_OWNER, cloud_id);
    agree(world, token, "Acme", "cora");
    EXPECT_TEXT(state_of(world), "linked");
    int made = cloud.made;
    EXPECT_INT(made, 6);

    world_exec(world, "DELETE FROM cloud_shadow");
    look(world, "check");
    EXPECT_INT(cloud.made, made);
    EXPECT_INT(count_shadows(world, "ok"), 5);
}

SCENARIO("where a consent fails half-way, no user of ours stays at the cloud")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, SETTINGS);
    const char *token = ask(world, WORLD_OWNER, cloud_id);
    cloud.writes_left = 2; // the manager is made, and gets no role
    agree(world, token, "Acme", "cora");
    EXPECT_TEXT(state_of(world), "asked");
    EXPECT(!world_value(find_link(world), "items.0.domain_name")); // it is free for others
    EXPECT_INT(world_cloud_count(&cloud), 0);
    cloud.refuses_passwords = true;
    agree(world, token, "Acme", "cora");
    EXPECT_TEXT(state_of(world), "asked");
    EXPECT_INT(world_cloud_count(&cloud), 0);
    cloud.refuses_passwords = false;
    agree(world, token, "Acme", "cora");
    EXPECT_TEXT(state_of(world), "linked");
}

SCENARIO("a domain whose consent failed is free for others, whatever stayed there")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, SETTINGS);
    cloud.writes_left = 2; // the manager is made, and gets no role
    cloud.keeps_all = true;
    agree(world, ask(world, WORLD_OWNER, cloud_id), "Acme", "cora");
    EXPECT_TEXT(state_of(world), "asked");
    WorldCloudUser *left = world_cloud_user(&cloud, "marketplace_manager");
    EXPECT_TEXT(left->id, "made-01");
    cloud.keeps_all = false;
    agree(world, ask(world, WORLD_STRANGER, cloud_id), "Acme", "cora");
    world_as(world, WORLD_STRANGER);
    EXPECT_TEXT(world_value(world_get(world, LINKS), "items.0.state"), "linked");
    EXPECT_TEXT(world_cloud_user(&cloud, "marketplace_manager")->id, "made-02");

    // The first has nothing there any more.
    int count = world_cloud_count(&cloud);
    const char *id = world_value(find_link(world), "items.0.id");
    EXPECT_INT(world_delete(world, world_printf(world, LINKS "/%s", id)).status, 202);
    world_drain(world);
    EXPECT_INT(world_length(find_link(world), "items"), 0);
    EXPECT_INT(world_cloud_count(&cloud), count);
}

SCENARIO("one link takes five tries, and an address no more than signing in does")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, SETTINGS);
    const char *token = ask(world, WORLD_OWNER, cloud_id);
    for (int i = 0; i < 5; i++)
        EXPECT_INT(agree(world, token, "Acme", world_printf(world, "guess%d", i)).status, 202);
    EXPECT_INT(agree(world, token, "Acme", "cora").status, 429);
    EXPECT_INT(cloud.tries, 5);
    token = ask_again(world);
    EXPECT_INT(agree(world, token, "Acme", "cora").status, 202);
    EXPECT_TEXT(state_of(world), "linked");
    EXPECT_INT(world_count(world,
                   "SELECT sum(count) FROM throttle WHERE subject LIKE 'external_sign_in_%'"),
        12);
}

SCENARIO("somebody else's user of one of our names is never taken over")
{
    WORLD_CLOUD;
    Id cloud_id = world_cloud_provider(&cloud, SETTINGS);
    WorldCloudUser *foreign = add_foreign(&cloud, "marketplace_manager");
    const char *token = ask(world, WORLD_OWNER, cloud_id);
    agree(world, token, "Acme", "cora");
    EXPECT_TEXT(state_of(world), "asked");
    EXPECT_TEXT(foreign->password, "x");

    foreign->name = world_printf(world, "marketplace_%s", world_user(world, WORLD_BUYER).text);
    agree(world, token, "Acme", "cora");
    EXPECT_TEXT(state_of(world), "linked");
    EXPECT_INT(count_shadows(world, "ok"), 4);
    EXPECT_INT(count_shadows(world, "failed"), 1);
    look(world, "repair");
    foreign = world_cloud_user(&cloud, foreign->name);
    EXPECT_TEXT(foreign->id, "u-foreign");
    EXPECT_TEXT(foreign->password, "x");
    EXPECT_TEXT(foreign->description, "Mine");
    EXPECT(!world_cloud_has(&cloud, in_group(&cloud, WORLD_BUYER)));

    // Unlinking leaves it, too.
    const char *path =
        world_printf(world, LINKS "/%s", world_value(find_link(world), "items.0.id"));
    EXPECT_INT(world_delete(world, path).status, 202);
    world_drain(world);
    EXPECT_INT(world_length(find_link(world), "items"), 0);
    EXPECT_INT(world_cloud_count(&cloud), 1);
    EXPECT_TEXT(world_cloud_user(&cloud, foreign->name)->id, "u-foreign");
    EXPECT(world_cloud_user(&cloud, "anna") != NULL);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM cloud_link WHERE sealed_password IS NOT NULL"), 0);
}

// What somebody did there is told as this difference, and gone after the repair.
static void expect_repaired(WorldCloud *cloud, const char *what)
{
    World *world = cloud->world;
    look(world, "check");
    EXPECT_INT(count_shadows(world, "drifted"), 1);
    EXPECT_INT(world_count(world,
                   "SELECT count(*) FROM cloud_shadow WHERE state = 'drifted'"
                   " AND CAST(differences AS TEXT) LIKE '%\"' || $1 || '\"%'",
                   what),
        1);
    look(world, "repair");
    EXPECT_INT(count_shadows(world, "ok"), 5);
    look(world, "check");
    EXPECT_INT(count_shadows(world, "ok"), 5);
}

SCENARIO("whatever somebody changes there is told, and made good by the repair alone")
{
    WORLD_CLOUD;
    link_acme(&cloud);
    WorldCloudUser *buyer = shadow_of(&cloud, WORLD_BUYER);
    buyer->is_disabled = true;
    expect_repaired(&cloud, "enabled");
    buyer->description = "Mine";
    expect_repaired(&cloud, "description");
    const char *name = buyer->name;
    buyer->name = "somebody";
    expect_repaired(&cloud, "name");
    EXPECT_TEXT(buyer->name, name);
    world_cloud_remove(&cloud, in_group(&cloud, WORLD_BUYER));
    expect_repaired(&cloud, "group");
    world_cloud_put(
        &cloud, world_printf(world, "/domains/acme/users/%s/roles/r-reader", buyer->id));
    expect_repaired(&cloud, "role");
    world_cloud_remove(&cloud, role_of_group(&cloud));
    expect_repaired(&cloud, "role");
    world_cloud_put(
        &cloud, world_printf(world,
                    "/OS-INHERIT/domains/acme/groups/%s/roles/r-te_admin/inherited_to_projects",
                    group_of(&cloud)->id));
    expect_repaired(&cloud, "role");
    EXPECT(world_cloud_has(&cloud, role_of_group(&cloud)));

    world_cloud_remove_entry(&cloud, shadow_of(&cloud, WORLD_BUYER));
    look(world, "check");
    EXPECT_INT(count_shadows(world, "missing"), 1);
    EXPECT(strstr(world_mail_to(world, world_email(WORLD_OWNER))->text, "/identity-providers"));
    size_t mails = world->mail_count;
    look(world, "check"); // told once
    EXPECT_INT(world->mail_count, mails);
    EXPECT(shadow_of(&cloud, WORLD_BUYER) == NULL);
    look(world, "repair");
    EXPECT(world_cloud_has(&cloud, in_group(&cloud, WORLD_BUYER)));
    world_cloud_remove_entry(&cloud, group_of(&cloud));
    look(world, "repair");
    EXPECT_INT(count_shadows(world, "ok"), 5);
    EXPECT(world_cloud_has(&cloud, role_of_group(&cloud)));
    EXPECT(world_cloud_has(&cloud, in_group(&cloud, WORLD_BUYER)));
}

SCENARIO("a link that the cloud ended comes back by a new consent, for the same domain alone")
{
    WORLD_CLOUD;
    link_acme(&cloud);
    world_cloud_user(&cloud, "marketplace_manager")->is_disabled = true;
    look(world, "check");
    EXPECT_TEXT(state_of(world), "lost");
    const Mail *lost = world_mail_to(world, world_email(WORLD_OWNER));
    EXPECT_TEXT(lost->subject, "The linked cloud Acme lets the marketplace in no more");
    size_t mails = world->mail_count;
    world_cloud_user(&cloud, "zoe")->role = "te_admin";
    const char *token = ask_again(world);
    agree(world, token, "Zeta", "zoe");
    EXPECT_TEXT(state_of(world), "lost");
    EXPECT(strstr(world_value(find_link(world), "items.0.problem"), "Acme") != NULL);
    EXPECT_INT(world->mail_count, mails);
    agree(world, token, "Acme", "cora");
    EXPECT_TEXT(state_of(world), "linked");
    EXPECT_INT(cloud.made, 6);
    EXPECT_INT(count_shadows(world, "ok"), 5);
}

SCENARIO("one look at a time: another one waits until it is done, or its time is over")
{
    WORLD_CLOUD;
    link_acme(&cloud);
    world_exec(world, "UPDATE cloud_link SET looked_at_by = 'job_other', looked_at_until = $1",
        time_after(world->ctx.now, MINUTES(1)));
    shadow_of(&cloud, WORLD_BUYER)->is_disabled = true;
    look(world, "repair");
    EXPECT(shadow_of(&cloud, WORLD_BUYER)->is_disabled);
    world_advance(world, MINUTES(2));
    world_drain(world);
    EXPECT(!shadow_of(&cloud, WORLD_BUYER)->is_disabled);
    EXPECT_INT(
        world_count(world, "SELECT count(*) FROM cloud_link WHERE looked_at_by IS NOT NULL"), 0);
}

SCENARIO("a cloud that is down ends nothing, and unlinking is tried again until it is up")
{
    WORLD_CLOUD;
    link_acme(&cloud);
    cloud.status = 503;
    look(world, "check");
    EXPECT_TEXT(state_of(world), "linked");
    EXPECT(strstr(world_value(find_link(world), "items.0.problem"), "503") != NULL);
    world_delete(
        world, world_printf(world, LINKS "/%s", world_value(find_link(world), "items.0.id")));
    world_drain(world);
    EXPECT_TEXT(state_of(world), "removing");
    cloud.status = 0;
    world_advance(world, MINUTES(1));
    world_drain(world);
    EXPECT_INT(world_length(find_link(world), "items"), 0);
    EXPECT_INT(world_cloud_count(&cloud), 0);
}

SCENARIO("what a cloud does not let us remove stays named and holds up nobody, until it does")
{
    WORLD_CLOUD;
    link_acme(&cloud);
    int made = world_cloud_count(&cloud);
    WorldCloudUser *shadow = shadow_of(&cloud, WORLD_BUYER);
    shadow->is_protected = true;
    world_delete(world,
        world_printf(world, "/v1/organization/members/%s", world_user(world, WORLD_BUYER).text));
    world_drain(world);
    Reply links = look(world, "check");
    EXPECT_TEXT(world_value(links, "items.0.state"), "linked");
    EXPECT_INT(count_shadows(world, "failed"), 1);
    EXPECT_INT(world_cloud_count(&cloud), made);

    world_delete(world, world_printf(world, LINKS "/%s", world_value(links, "items.0.id")));
    world_drain(world);
    EXPECT_TEXT(state_of(world), "removing");
    EXPECT(world_value(find_link(world), "items.0.problem"));
    EXPECT_INT(world_cloud_count(&cloud), 2); // and our own, which does it
    shadow_of(&cloud, WORLD_BUYER)->is_protected = false;
    world_advance(world, HOURS(1));
    world_drain(world);
    EXPECT_INT(world_cloud_count(&cloud), 0);
    EXPECT_INT(world_length(find_link(world), "items"), 0);
}

// ── little time ──────────────────────────────────────────────────────────────────────────────

// As its job does, with a second for asking the cloud.
static void look_for_a_second(World *world, const char *job_id, const char *round_id, bool repairs)
{
    const Job job = {
        .id = id_from(job_id),
        .organization_id = world_organization(world, WORLD_OWNER),
        .arguments =
            world_printf(world, "{\"cloud_link_id\":\"%s\",\"repairs\":%s,\"round_id\":\"%s\"}",
                world_value(find_link(world), "items.0.id"), repairs ? "true" : "false", round_id),
    };
    Ctx ctx = world->ctx;
    ctx.actor = (Actor){.organization_id = job.organization_id, .is_system = true};
    world_must(world, cloud_look(&ctx, &job, SECONDS(1)));
}

static int64_t count_rounds(World *world)
{
    return world_count(world,
        "SELECT count(*) FROM job WHERE kind = 'reconcile_cloud_link' AND state = 'waiting'"
        " AND key LIKE '%job_z%'");
}

static void forget_looks(World *world)
{
    world_exec(world, "DELETE FROM job WHERE kind = 'reconcile_cloud_link'");
}

SCENARIO("a look that runs out of time keeps what it found, and another one goes on there")
{
    WORLD_CLOUD;
    link_acme(&cloud);
    int looks = 0;
    for (WorldPerson person = WORLD_OWNER; person <= WORLD_BUYER; person++)
        if (shadow_of(&cloud, person))
            shadow_of(&cloud, person)->is_disabled = true;
    int64_t disabled = 0;
    for (const WorldCloudUser *one = cloud.people; one->id; one++)
        disabled += one->is_disabled;
    EXPECT(disabled > 0);
    cloud.delay_us = SECOND / 10; // five people take some twenty questions
    do {
        forget_looks(world);
        look_for_a_second(world, "job_z1", looks ? "job_z1" : "", true);
        EXPECT(looks > 0 || count_rounds(world) == 1);
        EXPECT_TEXT(world_value(find_link(world), "items.0.is_checking"),
            count_rounds(world) ? "true" : "false");
    } while (++looks < 50 && count_rounds(world));
    EXPECT(looks > 1 && looks < 50);
    for (const WorldCloudUser *one = cloud.people; one->id; one++)
        EXPECT(!one->is_disabled);
    EXPECT_INT(count_shadows(world, "ok"), 5);
}

SCENARIO("looks that are always cut short come to everybody all the same")
{
    WORLD_CLOUD;
    link_acme(&cloud);
    world_exec(world, "UPDATE cloud_shadow SET round_id = NULL");
    cloud.delay_us = SECOND / 10;
    int looks = 0;
    while (looks < 50 &&
           world_count(world, "SELECT count(*) FROM cloud_shadow WHERE round_id IS NULL") > 0) {
        forget_looks(world);
        look_for_a_second(world, world_printf(world, "job_z%02d", looks++), "", false);
    }
    EXPECT(looks > 1 && looks < 50);
}

SCENARIO("unlinking that runs out of time goes on until nothing is left")
{
    WORLD_CLOUD;
    link_acme(&cloud);
    world_delete(
        world, world_printf(world, LINKS "/%s", world_value(find_link(world), "items.0.id")));
    cloud.delay_us = SECOND / 4;
    forget_looks(world);
    look_for_a_second(world, "job_z1", "", false);
    EXPECT_TEXT(state_of(world), "removing");
    EXPECT_INT(count_rounds(world), 1);
    cloud.delay_us = 0;
    world_drain(world);
    EXPECT_INT(world_length(find_link(world), "items"), 0);
    EXPECT_INT(world_cloud_count(&cloud), 0);
}
