// matrix_test.c — the permission matrix: every route of the API as everybody, and as a stranger
// with Acme's ids.
//
// What a person may do follows from the permission of the route; what else may come of it is said
// by the route's line. A route without a line fails, so the matrix grows with the API.
#include "routes.h"

#include "base/text.h"
#include "organizations/role.h"
#include "testing/world_shop.h"

#include <string.h>

// ── the lines ────────────────────────────────────────────────────────────────────────────────

typedef struct Line {
    Method method;
    const char *path;
    const char *args;  // what stands in the path, by its name in `things`
    const char *query; // "?token=…"; NULL: none
    const char *body;  // one that the route's shape allows; NULL: none
    Permissions may;   // one of these is needed too; 0: the route's permission is all
    int refusal;       // a 401 or 403 that is about something else than the permission
} Line;

static const Line lines[] = {
    // machines
    {GET, "/healthz"},
    {GET, "/readyz"},
    {GET, "/metrics", .refusal = 403},
    {GET, "/openapi.json"},
    {GET, "/v1/operator/jobs"},
    {POST, "/v1/operator/jobs/{id}/retry", "job"},

    // identity
    {POST, "/v1/registrations",
        .body = "{'organization_name': 'N', 'name': 'N', 'email': 'n@n.test', 'language': 'en'}"},
    {POST, "/v1/password-links", .body = "{'email': 'nobody@acme.test'}"},
    {POST, "/v1/password-links/inspection", .body = "{'token': 'pwl_x.x'}"},
    {POST, "/v1/password-links/renewal", .body = "{'token': 'pwl_x.x'}"},
    {POST, "/v1/passwords", .body = "{'token': 'pwl_x.x', 'password': 'Korrekt-Pferd-8'}"},
    {POST, "/v1/sessions", .body = "{'email': 'nobody@acme.test', 'password': 'x'}",
        .refusal = 401},
    {GET, "/v1/session"},
    {DELETE, "/v1/session"},
    {PATCH, "/v1/me", .body = "{'name': 'Somebody', 'language': 'en'}"},
    {POST, "/v1/me/password",
        .body = "{'current_password': 'wrong', 'new_password': 'Korrekt-Pferd-8'}", .refusal = 401},
    {GET, "/v1/me/sessions"},
    {DELETE, "/v1/me/sessions/{session_id}", "session"},
    {DELETE, "/v1/me/sessions"},
    {GET, "/v1/me/api-tokens"},
    {POST, "/v1/me/api-tokens", .body = "{'name': 'matrix', 'scopes': ['read']}"},
    {DELETE, "/v1/me/api-tokens/{id}", "token"},

    // organizations
    {GET, "/v1/organization"},
    {GET, "/v1/organization/members"},
    {GET, "/v1/organization/profiles"},
    {POST, "/v1/organization/profiles",
        .body = "{'company_name': 'N', 'website': 'https://n.test', 'contact_email': 'a@n.test',"
                " 'marketplace_email': 'b@n.test', 'country': 'DE'}"},
    {GET, "/v1/organization/seller-applications"},
    {POST, "/v1/organization/seller-applications",
        .body = "{'name': 'N', 'website': 'https://n.test', 'contact_email': 'a@n.test',"
                " 'support_email': 'b@n.test', 'country': 'DE', 'accepted': []}"},
    {POST, "/v1/organization/seller-applications/{id}/withdrawal", "application"},
    {GET, "/v1/operator/seller-applications"},
    {GET, "/v1/audit-records"},
    {GET, "/v1/operator/registrations"},
    {GET, "/v1/operator/registrations/{id}", "profile"},
    {POST, "/v1/operator/registrations/{id}/rejection", "profile", .body = "{'reason': 'No.'}"},
    {POST, "/v1/operator/registrations/{id}/approval", "profile"},
    {GET, "/v1/operator/seller-applications/{id}", "request"},
    {POST, "/v1/operator/seller-applications/{id}/rejection", "request",
        .body = "{'reason': 'No.'}"},
    {POST, "/v1/operator/seller-applications/{id}/approval", "request"},

    // catalogue
    {GET, "/v1/platform"},
    {GET, "/v1/products"},
    {GET, "/v1/products/{product}", "product"},
    {GET, "/v1/categories"},
    {GET, "/v1/sellers"},
    {GET, "/v1/sellers/{seller}", "seller"},
    {GET, "/v1/seller"},
    {PUT, "/v1/seller",
        .body = "{'name': 'Nimbus Labs', 'about': {'en': 'x'}, 'website': 'https://n.test',"
                " 'contact_email': 'a@n.test', 'support_email': 'b@n.test'}"},
    {POST, "/v1/markdown-previews", .body = "{'text': '*x*'}"},
    {GET, "/v1/files/{digest}", "file"},
    {POST, "/v1/estimates",
        .body = "{'plan_id': 'pla_01hzy00000000000000000000', 'quantities': []}"},
    {PUT, "/v1/offers",
        .body = "{'slug': 'matrix', 'name': 'Matrix', 'seller': 'nimbus-labs',"
                " 'category': 'databases', 'service_type': 'image', 'licence_type': 'free',"
                " 'version': '1', 'short_description': {'en': 'x'}, 'description': {'en': 'x'}}",
        .may = PERMIT_OFFERINGS | PERMIT_OPERATE},
    {GET, "/v1/offers/{slug}", "product", .may = PERMIT_OFFERINGS | PERMIT_OPERATE},
    {GET, "/v1/operator/products"},
    {GET, "/v1/operator/products/{id}", "product"},
    {PATCH, "/v1/operator/products/{id}", "product", .body = "{'is_recommended': true}"},
    {POST, "/v1/operator/products/{id}/unpublication", "product", .body = "{'reason': 'Old.'}"},
    {POST, "/v1/operator/products/{id}/publication", "product"},
    {POST, "/v1/operator/revisions/{id}/approval", "revision"},
    {POST, "/v1/operator/revisions/{id}/rejection", "revision", .body = "{'reason': 'No.'}"},

    {GET, "/v1/operator/revisions/{id}/chart", "revision"},
    {POST, "/v1/operator/revisions/{id}/chart/retry", "revision"},
    {GET, "/v1/operator/infrastructure-prices"},
    {PUT, "/v1/operator/infrastructure-prices", .body = "{'items': []}"},

    // sellers
    {GET, "/v1/seller/products"},
    {GET, "/v1/seller/products/{id}", "product"},
    {GET, "/v1/seller/revisions/{id}/tests", "revision"},
    {POST, "/v1/seller/revisions/{id}/test-configurations", "revision", .body = "{}"},
    {POST, "/v1/configurations/{id}/test-deployment", "configuration"},
    {GET, "/v1/operator/revisions/{id}/tests", "revision"},

    // orders
    {GET, "/v1/products/{slug}/purchase", "product"},
    {GET, "/v1/orders"},
    {GET, "/v1/orders/{id}", "order"},
    {POST, "/v1/orders", .body = "{'plan_id': 'pla_01hzy00000000000000000000', 'accepted': []}"},

    // private offers
    {GET, "/v1/requests"},
    {POST, "/v1/requests", .body = "{'plan_id': 'pla_01hzy00000000000000000000'}"},
    {GET, "/v1/requests/{id}", "request"},
    {GET, "/v1/requests/{id}/messages", "request"},
    {POST, "/v1/requests/{id}/messages", "request", .body = "{'text': 'Hello'}"},
    {POST, "/v1/requests/{id}/withdrawal", "request"},
    {GET, "/v1/leads"},
    {GET, "/v1/leads/{id}", "lead"},
    {GET, "/v1/leads/{id}/messages", "lead"},
    {POST, "/v1/leads/{id}/messages", "lead", .body = "{'text': 'Hello'}"},
    {PATCH, "/v1/leads/{id}", "lead", .body = "{'state': 'seen'}"},

    // subscriptions and keys
    {GET, "/v1/subscriptions"},
    {GET, "/v1/subscriptions/{id}", "subscription"},
    {PATCH, "/v1/subscriptions/{id}", "subscription", .body = "{'name': 'Matrix'}"},
    {GET, "/v1/subscriptions/{id}/keys", "subscription"},
    {POST, "/v1/subscriptions/{id}/keys", "subscription", .body = "{'name': 'matrix'}"},
    {POST, "/v1/subscriptions/{id}/keys/{key_id}/revocation", "subscription key"},
    {GET, "/v1/subscriptions/{id}/cancellation", "subscription"},
    {POST, "/v1/subscriptions/{id}/cancellation", "subscription"},

    // what is deployed
    {GET, "/v1/configurations"},
    {POST, "/v1/configurations",
        .body = "{'product': 'nimbus-chat', 'plan_id': 'pla_01hzy000000000000000000000'}"},
    {GET, "/v1/configurations/{id}", "configuration"},
    {PATCH, "/v1/configurations/{id}", "configuration", .body = "{'namespace': 'shop'}",
        .may = PERMIT_PURCHASE | PERMIT_OFFERINGS},
    {POST, "/v1/configurations/{id}/preflight", "configuration",
        .may = PERMIT_PURCHASE | PERMIT_OFFERINGS},
    {GET, "/v1/configurations/{id}/preflight", "configuration"},
    {GET, "/v1/configurations/{id}/manifest.yaml", "configuration"},
    {GET, "/v1/configurations/{id}/cost", "configuration"},
    {GET, "/v1/configurations/{id}/values.yaml", "configuration"},
    {PUT, "/v1/configurations/{id}/values", "configuration", .body = "{}",
        .may = PERMIT_PURCHASE | PERMIT_OFFERINGS},
    {GET, "/v1/workloads"},
    {GET, "/v1/workloads/{id}", "workload"},
    {GET, "/v1/workloads/{id}/manifest", "workload"},
    {GET, "/v1/workloads/{id}/upgrade", "workload"},
    {POST, "/v1/workloads/{id}/upgrade", "workload", .body = "{}"},
    {POST, "/v1/workloads/{id}/rollback", "workload",
        .body = "{'operation_id': 'opn_01hzy000000000000000000000'}"},
    {POST, "/v1/workloads/{id}/retry", "workload"},
    {POST, "/v1/workloads/{id}/stop", "workload", .may = PERMIT_PURCHASE | PERMIT_OFFERINGS},
    {POST, "/v1/workloads/{id}/licence", "workload", .body = "{'text': 'a licence'}"},
    {GET, "/v1/workloads/{id}/removal", "workload"},
    {POST, "/v1/workloads/{id}/removal", "workload", .body = "{}",
        .may = PERMIT_PURCHASE | PERMIT_OFFERINGS},
    {DELETE, "/v1/configurations/{id}", "configuration", .may = PERMIT_PURCHASE | PERMIT_OFFERINGS},

    // clusters
    {GET, "/v1/clusters"},
    {POST, "/v1/clusters",
        .body = "{'name': 'Matrix', 'kubeconfig': 'none', 'namespaces': ['shop']}"},
    {GET, "/v1/clusters/{id}", "cluster"},
    {POST, "/v1/clusters/{id}/check", "cluster"},
    {POST, "/v1/clusters/{id}/namespaces", "cluster", .body = "{'namespaces': ['more']}"},
    {GET, "/v1/clusters/{id}/rights.yaml", "cluster", .query = "?namespace=more"},
    {GET, "/v1/clusters/{id}/options", "cluster", .query = "?kind=storage_class"},
    {POST, "/v1/clusters/{id}/removal", "cluster"},
    {GET, "/v1/cloud-accounts"},
    {POST, "/v1/cloud-accounts",
        .body = "{'name': 'Matrix', 'url': 'https://iam.test/v3', 'region': 'r', 'domain': 'd',"
                " 'user_name': 'u', 'password': 'p'}"},
    {GET, "/v1/cloud-accounts/{id}", "cloud"},
    {GET, "/v1/cloud-accounts/{id}/projects", "cloud"},
    {POST, "/v1/cloud-accounts/{id}/check", "cloud"},
    {POST, "/v1/cloud-accounts/{id}/credential", "cloud", .body = "{'password': 'p'}"},
    {POST, "/v1/cloud-accounts/{id}/removal", "cloud"},

    // usage and events
    {GET, "/v1/usage", .query = "?group_by=day,key,model,subscription"},
    {GET, "/v1/usage.csv"},
    {GET, "/v1/calls"},
    {GET, "/v1/events"},
};

static const Line *line_of(const Route *route)
{
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        if (lines[i].method == route->method && strcmp(lines[i].path, route->path) == 0)
            return &lines[i];
    return NULL;
}

static const Route *route_of(const Line *line)
{
    for (size_t i = 0; api_routes[i]; i++)
        for (const Route *route = api_routes[i]; route->path; route++)
            if (line_of(route) == line)
                return route;
    return NULL;
}

#define EXPECT_OF(holds, world, ...)                                                               \
    test_expect((holds), __FILE__, __LINE__, world_printf((world), __VA_ARGS__))

SCENARIO("every route has its line in the matrix, and every line its route")
{
    for (size_t i = 0; api_routes[i]; i++)
        for (const Route *route = api_routes[i]; route->path; route++)
            EXPECT_OF(line_of(route) != NULL, world, "a line for %s %s",
                method_names[route->method], route->path);
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        EXPECT_OF(route_of(&lines[i]) != NULL, world, "a route for the line %s %s",
            method_names[lines[i].method], lines[i].path);
}

// ── whose things stand in the paths ──────────────────────────────────────────────────────────

typedef enum Scope {
    OF_PUBLIC,       // seen by everybody
    OF_PERSON,       // of the owner of Acme alone
    OF_ORGANIZATION, // of Acme
    OF_PLATFORM,     // of whoever has the permission
} Scope;

typedef struct Thing {
    const char *name;
    Scope scope;
    const char *id;
} Thing;

enum { MAX_THINGS = 20 };

typedef struct Things {
    Thing items[MAX_THINGS];
    size_t count;
    Id sessions[WORLD_PEOPLE]; // of each person; some routes are for browsers only
} Things;

static void add_thing(Things *things, const char *name, Scope scope, World *world, Id id)
{
    things->items[things->count++] = (Thing){name, scope, world_printf(world, "%s", id.text)};
}

// The secret of a session is its id here.
static Id add_session(World *world, WorldPerson person)
{
    Id id = id_new("ses");
    world_exec(world,
        "INSERT INTO session (id, user_id, secret_digest, address, user_agent, created_at,"
        " last_seen_at, expires_at) VALUES ($1, $2, $3, '203.0.113.7', 'test', $4, $4, $5)",
        id, world_user(world, person), digest_of(id.text), world->ctx.now,
        time_after(world->ctx.now, DAYS(1)));
    return id;
}

static Id add_token(World *world)
{
    Id id = id_new("tok");
    world_exec(world,
        "INSERT INTO api_token (organization_id, id, user_id, name, prefix, secret_digest, scopes,"
        " created_at) VALUES ($1, $2, $3, 'of Acme', 'kt_api_xxxx', $4, '[\"read\"]', $5)",
        world_organization(world, WORLD_OWNER), id, world_user(world, WORLD_OWNER),
        digest_of("a token"), world->ctx.now);
    return id;
}

static Id add_submission(World *world, const char *kind, Id id)
{
    world_exec(world,
        "INSERT INTO submission (organization_id, id, kind, state, submitted_by, submitted_at)"
        " VALUES ($1, $2, $3, 'submitted', $4, $5)",
        world_organization(world, WORLD_OWNER), id, kind, world_user(world, WORLD_OWNER),
        world->ctx.now);
    return id;
}

static Id add_profile(World *world)
{
    Id id = add_submission(world, "profile", id_new("pro"));
    world_exec(world,
        "INSERT INTO organization_profile (organization_id, id, company_name, website,"
        " contact_email, marketplace_email, country) VALUES ($1, $2, 'Acme', 'https://acme.test',"
        " 'a@acme.test', 'b@acme.test', 'DE')",
        world_organization(world, WORLD_OWNER), id);
    return id;
}

static Id add_seller_application(World *world)
{
    Id id = add_submission(world, "seller_application", id_new("sap"));
    world_exec(world,
        "INSERT INTO seller_application (organization_id, id, name, contact_email, support_email,"
        " website, country) VALUES ($1, $2, 'Acme', 'a@acme.test', 'b@acme.test',"
        " 'https://acme.test', 'DE')",
        world_organization(world, WORLD_OWNER), id);
    return id;
}

static Id add_job(World *world)
{
    Id id = id_new("job");
    world_exec(world,
        "INSERT INTO job (id, kind, arguments, state, run_at, attempts, created_at) VALUES ($1,"
        " 'send_mail', '{}', 'dead', $2, 3, $2)",
        id, world->ctx.now);
    return id;
}

static Id add_chart(World *world, Id revision_id)
{
    Id id = id_new("chr");
    world_exec(world,
        "INSERT INTO chart (id, revision_id, source, source_key, state, form, created_at) VALUES"
        " ($1, $2, '{}', '{}', 'pending', '[]', $3)",
        id, revision_id, world->ctx.now);
    return id;
}

static Id add_cluster(World *world)
{
    Id id = id_new("clu");
    world_exec(world,
        "INSERT INTO cluster (organization_id, id, name, state, provider, may_read_cluster, server,"
        " created_by, created_at) VALUES ($1, $2, 'of Acme', 'ready', 'kubeconfig', TRUE,"
        " 'https://cluster.test', $3, $4)",
        world_organization(world, WORLD_OWNER), id, world_user(world, WORLD_OWNER), world->ctx.now);
    return id;
}

static Id add_cloud_account(World *world)
{
    Id id = id_new("cla");
    world_exec(world,
        "INSERT INTO cloud_account (organization_id, id, name, driver, url, region, domain,"
        " user_name, state, projects, created_by, created_at) VALUES ($1, $2, 'of Acme',"
        " 'openstack', 'https://iam.test/v3', 'r', 'd', 'u', 'ready', '[]', $3, $4)",
        world_organization(world, WORLD_OWNER), id, world_user(world, WORLD_OWNER), world->ctx.now);
    return id;
}

static Id add_configuration(World *world, const WorldShop *shop)
{
    Id id = id_new("cfg");
    world_exec(world,
        "INSERT INTO configuration (organization_id, id, product_id, revision_id, plan_id, answers,"
        " confidential, created_by, changed_by, created_at, changed_at, ordered_at, version)"
        " VALUES ($1, $2, $3, $4, $5, '{}', '[]', $6, $6, $7, $7, $7, 1)",
        world_organization(world, WORLD_OWNER), id, shop->product_id, shop->revision_id,
        shop->plan_id, world_user(world, WORLD_OWNER), world->ctx.now);
    world_exec(world,
        "INSERT INTO preflight (organization_id, configuration_id, configuration_version, state,"
        " findings, manifest, needs, requested_at) VALUES ($1, $2, 1, 'done', '[]', '---', '{}', $3)",
        world_organization(world, WORLD_OWNER), id, world->ctx.now);
    return id;
}

static Id add_workload(
    World *world, const WorldShop *shop, Id subscription_id, Id chart_id, Id cluster_id)
{
    Id id = id_new("wkl");
    world_exec(world,
        "INSERT INTO workload (organization_id, id, subscription_id, product_id, revision_id,"
        " chart_id, cluster_id, namespace, release_name, state, helm_revision, answers, objects,"
        " volumes, hosts, created_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, 'shop', 'mine',"
        " 'ready', 1, '{}', '[]', '[]', '[]', $8, 1)",
        world_organization(world, WORLD_OWNER), id, subscription_id, shop->product_id,
        shop->revision_id, chart_id, cluster_id, world->ctx.now);
    world_exec(world,
        "INSERT INTO operation (organization_id, id, workload_id, kind, state, revision_id,"
        " chart_id, answers, helm_revision, remove_volumes, has_begun, manifest, requested_by,"
        " created_at) VALUES ($1, $2, $3, 'install', 'succeeded', $4, $5, '{}', 1, '[]', TRUE,"
        " 'kind: Service', $6, $7)",
        world_organization(world, WORLD_OWNER), id_new("opn"), id, shop->revision_id, chart_id,
        world_user(world, WORLD_OWNER), world->ctx.now);
    return id;
}

static Id add_organization(World *world)
{
    Id id = id_new("org");
    world_exec(world,
        "INSERT INTO organization (id, name, language, is_operator, is_seller, created_at)"
        " VALUES ($1, 'Another', 'en', FALSE, TRUE, $2)",
        id, world->ctx.now);
    return id;
}

static Id add_lead(World *world, const WorldShop *shop, Id customer, Id seller)
{
    Id id = id_new("lea");
    world_exec(world,
        "INSERT INTO lead (organization_id, id, seller_organization_id, seller_id, product_id,"
        " plan_id, reference, state, answers, applied_by, applied_at, version)"
        " VALUES ($1, $2, $3, $4, $5, $6, $2, 'new', '[]', $7, $8, 1)",
        customer, id, seller, world->seller_id, shop->product_id, shop->plan_id,
        world_user(world, WORLD_BUYER), world->ctx.now);
    return id;
}

static Things add_things(World *world)
{
    Things things = {0};
    WorldShop shop = world_shop(world);
    Reply order = world_post(world, "/v1/orders", world_order(world, &shop));
    Id subscription_id = world_id(order, "subscription_id");
    Id key_id = world_key(world, subscription_id, "of Acme");
    world_call(world, subscription_id, key_id, shop.small_model_id, world->ctx.now, 1, 1, 0, 0);

    add_thing(&things, "order", OF_ORGANIZATION, world, world_id(order, "id"));
    add_thing(&things, "subscription", OF_ORGANIZATION, world, subscription_id);
    add_thing(&things, "key", OF_ORGANIZATION, world, key_id);
    Id cluster_id = add_cluster(world), chart_id = add_chart(world, shop.revision_id);
    add_thing(&things, "cluster", OF_ORGANIZATION, world, cluster_id);
    add_thing(&things, "configuration", OF_ORGANIZATION, world, add_configuration(world, &shop));
    add_thing(&things, "workload", OF_ORGANIZATION, world,
        add_workload(world, &shop, subscription_id, chart_id, cluster_id));
    add_thing(&things, "cloud", OF_ORGANIZATION, world, add_cloud_account(world));
    Id acme = world_organization(world, WORLD_OWNER), another = add_organization(world);
    add_thing(&things, "request", OF_ORGANIZATION, world, add_lead(world, &shop, acme, another));
    add_thing(&things, "lead", OF_ORGANIZATION, world, add_lead(world, &shop, another, acme));
    add_thing(&things, "session", OF_PERSON, world, add_session(world, WORLD_OWNER));
    add_thing(&things, "token", OF_PERSON, world, add_token(world));
    add_thing(&things, "profile", OF_PLATFORM, world, add_profile(world));
    Id application_id = add_seller_application(world);
    add_thing(&things, "application", OF_ORGANIZATION, world, application_id);
    add_thing(&things, "request", OF_PLATFORM, world, application_id); // as the operator sees it
    add_thing(&things, "job", OF_PLATFORM, world, add_job(world));
    add_thing(&things, "product", OF_PUBLIC, world, shop.product_id);
    add_thing(&things, "revision", OF_PLATFORM, world, shop.revision_id);
    add_thing(&things, "seller", OF_PUBLIC, world, world->seller_id);
    things.items[things.count++] =
        (Thing){"file", OF_PUBLIC, digest_text(world->ctx.arena, shop.eula_en)};
    for (WorldPerson person = WORLD_VISITOR + 1; person < WORLD_PEOPLE; person++)
        things.sessions[person] = add_session(world, person);
    return things;
}

static const Thing *thing_of(const Things *things, const char *name, size_t length)
{
    for (size_t i = 0; i < things->count; i++)
        if (strlen(things->items[i].name) == length &&
            memcmp(things->items[i].name, name, length) == 0)
            return &things->items[i];
    return NULL;
}

// The path with things in the place of {…}, and the narrowest scope among them.
static const char *path_of(World *world, const Things *things, const Line *line, Scope *ret_scope)
{
    Text path = {.arena = world->ctx.arena};
    Scope scope = OF_PUBLIC;
    const char *args = line->args ? line->args : "";
    for (const char *at = line->path; *at;) {
        size_t plain = strcspn(at, "{");
        text_append(&path, at, plain);
        at += plain;
        if (!*at)
            break;
        at = strchr(at, '}') + 1;
        size_t length = strcspn(args, " ");
        const Thing *thing = thing_of(things, args, length);
        EXPECT_OF(thing != NULL, world, "a thing for each {…} of %s", line->path);
        if (!thing)
            break;
        text_add(&path, thing->id);
        scope = scope == OF_PUBLIC ? thing->scope : scope;
        args += length + (args[length] == ' ');
    }
    text_add(&path, line->query ? line->query : "");
    *ret_scope = scope;
    return text_of(&path);
}

// ── what is expected ─────────────────────────────────────────────────────────────────────────

static const char *const names[WORLD_PEOPLE] = {"a visitor", "the operator", "the seller",
    "the owner", "the buyer", "the reporter", "the editor", "a stranger", "a newcomer"};

static bool is_of_acme(WorldPerson person)
{
    return person == WORLD_OWNER || person == WORLD_BUYER || person == WORLD_REPORTER ||
           person == WORLD_EDITOR;
}

static bool owns(WorldPerson person, Scope scope)
{
    switch (scope) {
    case OF_PERSON: return person == WORLD_OWNER;
    case OF_ORGANIZATION: return is_of_acme(person);
    case OF_PUBLIC:
    case OF_PLATFORM: return true;
    }
    return false;
}

static void judge(World *world, const Line *line, WorldPerson person, Permissions permission,
    Scope scope, Reply reply)
{
    const char *what =
        world_printf(world, "%s %s as %s", method_names[line->method], line->path, names[person]);
    Permissions held = world->ctx.actor.permissions;
    bool may = (held & permission) && (!line->may || (held & line->may));
    EXPECT_OF(reply.status < 500, world, "%s to be no fault of ours, not %d", what, reply.status);
    if (!may) {
        int refusal = person == WORLD_VISITOR ? 401 : 403;
        EXPECT_OF(
            reply.status == refusal, world, "%s to be %d, not %d", what, refusal, reply.status);
        return;
    }
    bool is_refused = reply.status == 401 || reply.status == 403;
    EXPECT_OF(!is_refused || reply.status == line->refusal, world, "%s to be allowed, not %d %s",
        what, reply.status, reply.code);
    if (!owns(person, scope))
        EXPECT_OF(reply.status == 404, world, "%s to be 404, not %d", what, reply.status);
    else if (line->args)
        EXPECT_OF(reply.status != 404, world, "%s to find it, not %d", what, reply.status);
}

// What names Acme, its people or their things, in an answer that Acme's people may not share.
static void judge_silence(World *world, const Things *things, const Line *line, Reply reply)
{
    for (size_t i = 0; i < things->count; i++)
        if (things->items[i].scope == OF_ORGANIZATION || things->items[i].scope == OF_PERSON)
            EXPECT_OF(!strstr(reply.body, things->items[i].id), world, "%s not to name Acme's %s",
                line->path, things->items[i].name);
    EXPECT_OF(!strstr(reply.body, world_organization(world, WORLD_OWNER).text) &&
                  !strstr(reply.body, world_email(WORLD_OWNER)),
        world, "%s %s not to name Acme", method_names[line->method], line->path);
}

static void call_as(World *world, const Things *things, const Line *line, WorldPerson person)
{
    const Route *route = route_of(line);
    if (!route)
        return;
    Scope scope;
    const char *path = path_of(world, things, line, &scope);
    world_as(world, person);
    world->ctx.actor.session_id = things->sessions[person];
    world_header(world, "Cookie",
        person == WORLD_VISITOR
            ? NULL
            : world_printf(world, "kontor_session=%s", things->sessions[person].text));
    Reply reply;
    if (line->method == POST)
        reply = world_post(world, path, line->body);
    else if (line->method == PUT)
        reply = world_put(world, path, line->body);
    else if (line->method == PATCH)
        reply = world_patch(world, path, line->body);
    else if (line->method == DELETE)
        reply = world_delete(world, path);
    else
        reply = world_get(world, path);
    judge(world, line, person, route->permission, scope, reply);
    if (!is_of_acme(person) && !(route->permission & PERMIT_OPERATE))
        judge_silence(world, things, line, reply);
}

// Those who may least come first, so that nothing is gone before it was refused.
SCENARIO("each route lets in who has its permission, and nobody sees another organization's things")
{
    static const WorldPerson order[] = {WORLD_VISITOR, WORLD_STRANGER, WORLD_NEWCOMER, WORLD_SELLER,
        WORLD_OPERATOR, WORLD_REPORTER, WORLD_EDITOR, WORLD_BUYER, WORLD_OWNER};
    Things things = add_things(world);
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        for (size_t k = 0; k < COUNT_OF(order); k++)
            call_as(world, &things, &lines[i], order[k]);
}
