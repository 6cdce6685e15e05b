#include "world_things.h"

#include "base/text.h"
#include "world_shop.h"

static void add_thing(Things *things, const char *name, ThingScope scope, World *world, Id id)
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

static Id add_organization_token(World *world)
{
    Id id = id_new("tok"), user_id = id_new("usr");
    world_exec(world,
        "INSERT INTO user_account (id, email, name, language, is_program, created_at)"
        " VALUES ($1, $2, 'of Acme itself', 'en', $3, $4)",
        user_id, id.text, true, world->ctx.now);
    world_exec(world,
        "INSERT INTO api_token (organization_id, id, user_id, name, prefix, secret_digest,"
        " is_organizations, roles, scopes, created_at) VALUES ($1, $2, $3, 'of Acme itself',"
        " 'kt_api_yyyy', $4, $5, '[\"reports\",\"profile\",\"purchasing\",\"administrator\"]',"
        " '[\"read\",\"write\",\"administration\"]', $6)",
        world_organization(world, WORLD_OWNER), id, user_id, digest_of(WORLD_ORGANIZATION_TOKEN),
        true, world->ctx.now);
    return id;
}

static Id add_factor(World *world)
{
    Id id = id_new("fac");
    world_exec(world,
        "INSERT INTO second_factor (user_id, id, name, secret, last_step, created_at, confirmed_at)"
        " VALUES ($1, $2, 'of the owner', $3, 0, $4, $4)",
        world_user(world, WORLD_OWNER), id, ((Blob){"sealed", 6}), world->ctx.now);
    return id;
}

static Id add_provider(World *world)
{
    Id id = id_new("idp");
    world_exec(world,
        "INSERT INTO identity_provider (organization_id, id, kind, name, address, client_id,"
        " is_platform, is_enabled, creates_users, settings, state, created_at)"
        " VALUES ($1, $2, 'openid', 'Acme login', 'https://login.test', 'kontor', $3, $4, $3,"
        " '{}', 'checking', $5)",
        world_organization(world, WORLD_OWNER), id, false, true, world->ctx.now);
    return id;
}

static Id add_mail_domain(World *world, Id provider_id)
{
    Id id = id_new("dom");
    world_exec(world,
        "INSERT INTO mail_domain (organization_id, id, provider_id, domain, created_at)"
        " VALUES ($1, $2, $3, $2, $4)",
        world_organization(world, WORLD_OWNER), id, provider_id, world->ctx.now);
    return id;
}

static Id add_identity(World *world, Id provider_id)
{
    world_exec(world,
        "INSERT INTO linked_identity (provider_id, subject, user_id, created_at)"
        " VALUES ($1, 'berta', $2, $3)",
        provider_id, world_user(world, WORLD_OWNER), world->ctx.now);
    world_exec(world,
        "INSERT INTO cloud_user (organization_id, cloud_domain_id, subject, name, roles,"
        " held_roles) SELECT organization_id, id, 'berta', 'berta', '[]', '[]' FROM cloud_domain"
        " WHERE provider_id = $1",
        provider_id);
    return provider_id;
}

static Id add_way(World *world, Id provider_id)
{
    Id id = id_new("esi");
    world_exec(world,
        "INSERT INTO external_sign_in (id, provider_id, purpose, browser, state, created_at,"
        " expires_at) VALUES ($1, $2, 'sign_in', $3, 'waiting', $4, $5)",
        id, provider_id, digest_of("another browser"), world->ctx.now,
        time_after(world->ctx.now, HOURS(1)));
    return id;
}

static Id add_cloud_domain(World *world, Id provider_id)
{
    Id id = id_new("cdo"), organization_id = world_organization(world, WORLD_OWNER);
    world_exec(world,
        "INSERT INTO cloud_domain (organization_id, id, provider_id, domain_id, name, projects,"
        " created_at) VALUES ($1, $2, $3, 'acme', 'Acme', '[]', $4)",
        organization_id, id, provider_id, world->ctx.now);
    world_exec(world,
        "INSERT INTO cloud_user (organization_id, cloud_domain_id, subject, name, roles,"
        " held_roles) VALUES ($1, $2, $2, 'anna', '[]', '[]')",
        organization_id, id);
    return id;
}

static Id add_cloud_link(World *world, Id provider_id)
{
    Id id = id_new("clk");
    world_exec(world,
        "INSERT INTO cloud_link (organization_id, id, provider_id, state, expires_at, created_by,"
        " created_at) VALUES ($1, $2, $3, 'asked', $4, $5, $4)",
        world_organization(world, WORLD_OWNER), id, provider_id, world->ctx.now,
        world_user(world, WORLD_OWNER));
    return id;
}

static void add_federation(World *world, Things *things)
{
    Id provider_id = add_provider(world);
    add_thing(things, "provider", OF_ORGANIZATION, world, provider_id);
    add_thing(things, "public_provider", OF_PUBLIC, world, provider_id);
    add_thing(things, "domain", OF_ORGANIZATION, world, add_mail_domain(world, provider_id));
    add_thing(things, "asked_domain", OF_PLATFORM, world, add_mail_domain(world, provider_id));
    add_thing(things, "cloud_domain", OF_ORGANIZATION, world, add_cloud_domain(world, provider_id));
    add_thing(things, "cloud_link", OF_ORGANIZATION, world, add_cloud_link(world, provider_id));
    add_thing(things, "identity", OF_PERSON, world, add_identity(world, provider_id));
    add_thing(things, "way", OF_BROWSER, world, add_way(world, provider_id));
}

static Id add_passkey(World *world)
{
    Id id = id_new("pky");
    world_exec(world,
        "INSERT INTO passkey (user_id, id, name, credential_id, algorithm, public_key, sign_count,"
        " transports, is_backup_eligible, is_backed_up, created_at)"
        " VALUES ($1, $2, 'of the owner', 'AAAA', -7, 'AAAA', 0, '[]', $3, $3, $4)",
        world_user(world, WORLD_OWNER), id, false, world->ctx.now);
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

static Id add_scim_user(World *world)
{
    Id id = id_new("scu");
    world_exec(world,
        "INSERT INTO scim_user (organization_id, id, user_name, emails, created_at, changed_at)"
        " VALUES ($1, $2, 'of Acme', '[]', $3, $3)",
        world_organization(world, WORLD_OWNER), id, world->ctx.now);
    return id;
}

static Id add_scim_group(World *world)
{
    Id id = id_new("scg");
    world_exec(world,
        "INSERT INTO scim_group (organization_id, id, display_name, created_at, changed_at)"
        " VALUES ($1, $2, 'of Acme', $3, $3)",
        world_organization(world, WORLD_OWNER), id, world->ctx.now);
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

static Id add_webhook(World *world)
{
    Id id = id_new("whk");
    Blob secret = {"none", 4};
    world_exec(world,
        "INSERT INTO webhook (organization_id, id, name, url, events, state, secret, created_by,"
        " created_at, version) VALUES ($1, $2, 'of Acme', 'https://hooks.test', '[]', 'active', $3,"
        " $4, $5, 1)",
        world_organization(world, WORLD_OWNER), id, secret, world_user(world, WORLD_OWNER),
        world->ctx.now);
    return id;
}

static Id add_delivery(World *world, Id webhook_id)
{
    Id id = id_new("whd");
    world_exec(world,
        "INSERT INTO webhook_delivery (organization_id, id, webhook_id, event_id, kind, body,"
        " state, attempts, created_at, queued_at) VALUES ($1, $2, $3, 'evt_1', 'order.placed', '{}',"
        " 'dead', 1, $4, $4)",
        world_organization(world, WORLD_OWNER), id, webhook_id, world->ctx.now);
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

// Sent by the seller to the customer.
static Id add_quote(World *world, Id lead_id)
{
    Id id = id_new("quo");
    world_exec(world,
        "INSERT INTO quote (organization_id, id, seller_organization_id, lead_id, number, state,"
        " lines, is_delivered_later, created_by, created_at, sent_at, version) SELECT"
        " organization_id, $2, seller_organization_id, id, 1, 'sent', '[]', FALSE, $3, $4, $4, 1"
        " FROM lead WHERE id = $1",
        lead_id, id, world_user(world, WORLD_SELLER), world->ctx.now);
    return id;
}

static Id add_draft(World *world)
{
    Id id = id_new("drf");
    world_exec(world,
        "INSERT INTO draft (organization_id, id, slug, name, service_type, licence_type, document,"
        " sent_version, created_at, changed_at, version)"
        " VALUES ($1, $2, 'draft', 'Draft', 'image', 'free', '{}', 0, $3, $3, 1)",
        world_organization(world, WORLD_OWNER), id, world->ctx.now);
    return id;
}

static Id add_attachment(World *world, const WorldShop *shop, Id lead_id)
{
    Id id = id_new("lat");
    world_exec(world,
        "INSERT INTO lead_attachment (organization_id, id, seller_organization_id, lead_id, name,"
        " media_type, size, digest) SELECT organization_id, $2, seller_organization_id, id,"
        " 'list.txt', 'text/plain', 1, $3 FROM lead WHERE id = $1",
        lead_id, id, shop->eula_en);
    return id;
}

static Id add_template(World *world)
{
    Id id = id_new("rpt");
    world_exec(world,
        "INSERT INTO reply_template (organization_id, id, name, text, changed_at, version)"
        " VALUES ($1, $2, 'Hello', 'Dear {person}', $3, 1)",
        world_organization(world, WORLD_OWNER), id, world->ctx.now);
    return id;
}

// Somebody else of Acme's, who is none of the world's persons.
static Id add_member(World *world)
{
    Id id = id_new("usr");
    world_exec(world,
        "INSERT INTO user_account (id, email, name, language, created_at)"
        " VALUES ($1, 'mia@acme.test', 'Mia Member', 'en', $2)",
        id, world->ctx.now);
    world_exec(world,
        "INSERT INTO membership (organization_id, user_id, created_at) VALUES ($1, $2, $3)",
        world_organization(world, WORLD_OWNER), id, world->ctx.now);
    return id;
}

static Id add_invitation(World *world)
{
    Id id = id_new("ivt");
    world_exec(world,
        "INSERT INTO invitation (organization_id, id, email, roles, language, state, invited_by,"
        " created_at, sent_at, expires_at) VALUES ($1, $2, 'ida@acme.test',"
        " '[{\"role\":\"reports\"}]', 'en', 'pending', $3, $4, $4, $5)",
        world_organization(world, WORLD_OWNER), id, world_user(world, WORLD_OWNER), world->ctx.now,
        time_after(world->ctx.now, DAYS(1)));
    return id;
}

static Id add_transfer(World *world, Id user_id)
{
    Id id = id_new("otr");
    world_exec(world,
        "INSERT INTO ownership_transfer (organization_id, id, from_user_id, to_user_id,"
        " stays_owner, state, created_at, expires_at)"
        " VALUES ($1, $2, $3, $4, TRUE, 'pending', $5, $6)",
        world_organization(world, WORLD_OWNER), id, world_user(world, WORLD_OWNER), user_id,
        world->ctx.now, time_after(world->ctx.now, DAYS(7)));
    return id;
}

static Id add_announced_transfer(World *world, Id organization_id)
{
    Id id = id_new("otr");
    world_exec(world,
        "INSERT INTO ownership_transfer (organization_id, id, from_user_id, to_user_id,"
        " stays_owner, state, created_at, expires_at, takes_effect_at, announced_by, reason)"
        " VALUES ($1, $2, $3, $4, FALSE, 'pending', $5, $6, $6, $3, 'Lost.')",
        organization_id, id, world_user(world, WORLD_OPERATOR), world_user(world, WORLD_OWNER),
        world->ctx.now, time_after(world->ctx.now, DAYS(7)));
    return id;
}

static Id add_delegation(World *world, Id customer_id, Id partner_id)
{
    Id id = id_new("dlg");
    world_exec(world,
        "INSERT INTO delegation (organization_id, id, partner_id, roles, state, offered_by,"
        " created_at, expires_at) VALUES ($1, $2, $3, '[\"reports\"]', 'offered', $4, $5, $6)",
        customer_id, id, partner_id, world_user(world, WORLD_OWNER), world->ctx.now,
        time_after(world->ctx.now, DAYS(7)));
    return id;
}

static Id add_role_request(World *world, Id user_id)
{
    Id id = id_new("rrq");
    world_exec(world,
        "INSERT INTO role_request (organization_id, id, user_id, role, reason, state, created_at,"
        " expires_at) VALUES ($1, $2, $3, 'purchasing', 'To order.', 'pending', $4, $5)",
        world_organization(world, WORLD_OWNER), id, user_id, world->ctx.now,
        time_after(world->ctx.now, DAYS(30)));
    return id;
}

Things world_things(World *world)
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
    Id request_id = add_lead(world, &shop, acme, another);
    add_thing(&things, "request", OF_ORGANIZATION, world, request_id);
    add_thing(&things, "quote", OF_ORGANIZATION, world, add_quote(world, request_id));
    Id lead_id = add_lead(world, &shop, another, acme);
    add_thing(&things, "lead", OF_ORGANIZATION, world, lead_id);
    add_thing(
        &things, "of_request", OF_ORGANIZATION, world, add_attachment(world, &shop, request_id));
    add_thing(&things, "of_lead", OF_ORGANIZATION, world, add_attachment(world, &shop, lead_id));
    add_thing(&things, "template", OF_ORGANIZATION, world, add_template(world));
    Id webhook_id = add_webhook(world);
    add_thing(&things, "webhook", OF_ORGANIZATION, world, webhook_id);
    add_thing(&things, "delivery", OF_ORGANIZATION, world, add_delivery(world, webhook_id));
    Id member_id = add_member(world);
    add_thing(&things, "member", OF_ORGANIZATION, world, member_id);
    add_thing(&things, "invitation", OF_ORGANIZATION, world, add_invitation(world));
    add_thing(&things, "transfer", OF_ORGANIZATION, world, add_transfer(world, member_id));
    add_thing(&things, "role_request", OF_ORGANIZATION, world, add_role_request(world, member_id));
    add_thing(&things, "own_role_request", OF_PERSON, world,
        add_role_request(world, world_user(world, WORLD_OWNER)));
    add_thing(&things, "another", OF_PLATFORM, world, another);
    add_thing(&things, "announced", OF_PLATFORM, world, add_announced_transfer(world, another));
    add_thing(&things, "delegation", OF_ORGANIZATION, world, add_delegation(world, acme, another));
    add_thing(&things, "customer", OF_ORGANIZATION, world, add_delegation(world, another, acme));
    add_thing(&things, "draft", OF_ORGANIZATION, world, add_draft(world));
    add_thing(&things, "session", OF_PERSON, world, add_session(world, WORLD_OWNER));
    add_thing(&things, "token", OF_PERSON, world, add_token(world));
    add_thing(&things, "scim_user", OF_ORGANIZATION, world, add_scim_user(world));
    add_thing(&things, "scim_group", OF_ORGANIZATION, world, add_scim_group(world));
    add_thing(&things, "organization_token", OF_ORGANIZATION, world, add_organization_token(world));
    add_thing(&things, "factor", OF_PERSON, world, add_factor(world));
    add_federation(world, &things);
    add_thing(&things, "passkey", OF_PERSON, world, add_passkey(world));
    add_thing(&things, "profile", OF_PLATFORM, world, add_profile(world));
    Id application_id = add_seller_application(world);
    add_thing(&things, "application", OF_ORGANIZATION, world, application_id);
    add_thing(&things, "request", OF_PLATFORM, world, application_id); // as the operator sees it
    add_thing(&things, "job", OF_PLATFORM, world, add_job(world));
    things.items[things.count++] = (Thing){"kind", OF_PLATFORM, "account_exists"};
    things.items[things.count++] = (Thing){"language", OF_PLATFORM, "cs"};
    add_thing(&things, "category", OF_PLATFORM, world,
        id_from(world_text(world, "SELECT id FROM category WHERE slug = 'ai-models'")));
    add_thing(&things, "product", OF_PUBLIC, world, shop.product_id);
    add_thing(&things, "revision", OF_PLATFORM, world, shop.revision_id);
    add_thing(&things, "bought", OF_ORGANIZATION, world, shop.product_id);
    add_thing(&things, "seller", OF_PUBLIC, world, world->seller_id);
    things.items[things.count++] =
        (Thing){"file", OF_PUBLIC, digest_text(world->ctx.arena, shop.eula_en)};
    for (WorldPerson person = WORLD_VISITOR + 1; person < WORLD_PEOPLE; person++)
        things.sessions[person] = add_session(world, person);
    return things;
}
