#include "demo.h"

#include "demo_usage.h"
#include "demo_views.h"
#include "demo_webhook.h"

#include "base/text.h"
#include "catalog/agreement.h"
#include "catalog/offer.h"
#include "catalog/plan.h"
#include "catalog/product.h"
#include "catalog/seller_application.h"
#include "catalog/terms.h"
#include "demo_cluster.h"
#include "demo_draft.h"
#include "demo_leads.h"
#include "demo_offers.h"
#include "demo_prices.h"
#include "identity/api_token.h"
#include "identity/password.h"
#include "identity/user.h"
#include "notify/message.h"
#include "orders/order.h"
#include "orders/purchase.h"
#include "organizations/delegation.h"
#include "organizations/invitation.h"
#include "organizations/organization.h"
#include "organizations/organization_token.h"
#include "organizations/profile.h"
#include "organizations/registration.h"
#include "organizations/role.h"
#include "services/ai/ai_key.h"
#include "subscribers.h"

#include <string.h>

// Their mails are in the language in which most people look at a demo first; it changes with the
// language that somebody chooses on the pages.
static const char language[] = "en";

// Who is there. The first ones of an organization found it.
static const struct {
    const char *key, *name, *email, *organization, *roles[3];
    bool is_operator, is_seller;
} people[DEMO_PEOPLE] = {
    {"operator", "Ada Markt", "operator@kontor.example", "Kontor Operations",
        {"reports", "operator", "owner"}, .is_operator = true},
    {"seller", "Leo Kalender", "seller@almanac.example", "Almanac Intelligence",
        {"reports", "offerings", "owner"}, .is_seller = true},
    {"owner", "Mira Hafen", "owner@acme.example", "Acme Logistics", {"reports", "owner"}},
    {"buyer", "Jan Nákupčí", "buyer@acme.example", "Acme Logistics", {"reports", "purchasing"}},
    {"reporter", "Claire Bilan", "reporter@acme.example", "Acme Logistics", {"reports"}},
    {"partner", "Paul Partner", "partner@delta.example", "Delta Cloud Partners",
        {"reports", "owner"}},
    {"newcomer", "Nina Neu", "owner@newcomer.example", "Newcomer Biotech", {"reports", "owner"}},
};

// Profiles, by the key of who submits them.
static const struct {
    const char *key;
    NewProfile profile;
    bool is_approved;
} profiles[] = {
    {"seller",
        {"Almanac Intelligence GmbH", "https://almanac.example", "hello@almanac.example",
            "marketplace@almanac.example", "+49 341 5550142", "HRB 40117", NULL, "Kalendergasse 12",
            "04109", "Leipzig", "DE"},
        true},
    {"owner",
        {"Acme Logistics GmbH", "https://acme.example", "it@acme.example", "cloud@acme.example",
            "+49 40 5550100", "HRB 104711", NULL, "Am Kai 7", "20457", "Hamburg", "DE"},
        true},
    {"partner",
        {"Delta Cloud Partners s.r.o.", "https://delta.example", "sales@delta.example",
            "operations@delta.example", NULL, NULL, NULL, "Nábřežní 12", "150 00", "Praha", "CZ"},
        true},
    {"newcomer",
        {"Newcomer Biotech AG", "https://newcomer.example", "team@newcomer.example",
            "it@newcomer.example", NULL, NULL, NULL, "Technopark 1", "8005", "Zürich", "CH"},
        false},
};

// What the customers use: by key of who orders, with the names of the keys.
static const struct {
    const char *key, *product, *name, *ai_keys[3];
} purchases[] = {
    {"buyer", "almanac-assistant", "Assistant for customer service",
        {"Customer service chat", "Nightly summaries", "Developers"}},
    {"buyer", "almanac-embeddings", "Search in shipping documents", {"Document index"}},
    {"partner", "almanac-assistant", "Almanac Assistant", {"Support desk"}},
};

static TextList roles_of(size_t person)
{
    TextList roles = {(const char **)people[person].roles, 0};
    while (roles.count < COUNT_OF(people[person].roles) && roles.items[roles.count])
        roles.count++;
    return roles;
}

static size_t person_index(const char *key)
{
    size_t index = 0;
    while (strcmp(people[index].key, key) != 0)
        index++;
    return index;
}

Error demo_act_as(Ctx *ctx, const char *key)
{
    size_t index = person_index(key);
    User user;
    Id organization_id;
    TRY(user_find(ctx, people[index].email, &user));
    TRY(organization_find(ctx, people[index].organization, &organization_id));
    ctx->actor = (Actor){
        .user_id = user.id,
        .organization_id = organization_id,
        .permissions =
            role_permissions(roles_of(index), people[index].is_seller, people[index].is_operator),
        .address = "127.0.0.1",
    };
    ctx->language = language;
    return OK;
}

static void act_as_kontor(Ctx *ctx)
{
    ctx->actor = (Actor){.is_system = true};
    ctx->language = language;
}

static Error person_add(Ctx *ctx, size_t index, const char **ret_url)
{
    NewPerson person = {
        .organization_name = people[index].organization,
        .name = people[index].name,
        .email = people[index].email,
        .language = language,
        .roles = roles_of(index),
        .is_operator = people[index].is_operator,
        .is_seller = people[index].is_seller,
    };
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(registration_create_person(ctx, &person, ret_url));
    return tx_commit(&tx);
}

static Error password_set(Ctx *ctx, const NewPassword *wanted)
{
    HashedPassword hashed;
    ApiTokenList none;
    TX tx = {0};
    TRY(password_open_link(ctx, wanted, &hashed));
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(password_place(ctx, &hashed, false, &none));
    return tx_commit(&tx);
}

static Error people_add(Ctx *ctx, size_t from, size_t until)
{
    for (size_t i = from; i < until; i++) {
        const char *url;
        act_as_kontor(ctx);
        TRY(person_add(ctx, i, &url));
        NewPassword password = {strstr(url, "token=") + strlen("token="), DEMO_PASSWORD};
        TRY(password_set(ctx, &password));
    }
    return OK;
}

static Error profiles_add(Ctx *ctx)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    for (size_t i = 0; i < COUNT_OF(profiles); i++) {
        Profile profile;
        Submission decided;
        TRY(demo_act_as(ctx, profiles[i].key));
        TRY(profile_submit(ctx, &profiles[i].profile, &profile));
        TRY(demo_act_as(ctx, "operator"));
        if (profiles[i].is_approved)
            TRY(profile_decide(ctx, profile.id, SUBMISSION_APPROVED, NULL, &decided));
    }
    return tx_commit(&tx);
}

static TextList digests_of(Ctx *ctx, const TermList *terms)
{
    TextList digests = {arena_array_of(ctx->arena, const char *, terms->count), 0};
    for (size_t i = 0; i < terms->count; i++)
        digests.items[digests.count++] = digest_text(ctx->arena, terms->items[i].digest);
    return digests;
}

// The partner wants to sell, too, and waits for the operator.
static Error application_add(Ctx *ctx)
{
    TermList terms;
    SellerApplication application;
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(demo_act_as(ctx, "partner"));
    TRY(term_list(ctx, ID_NONE, ctx->language, &terms));
    NewSellerApplication said = {
        .name = "Delta Cloud Partners",
        .contact_email = "sales@delta.example",
        .support_email = "help@delta.example",
        .support_url = "https://delta.example/help",
        .website = "https://delta.example",
        .country = "CZ",
        .accepted = digests_of(ctx, &terms),
    };
    TRY(seller_application_submit(ctx, &said, &application));
    return tx_commit(&tx);
}

Error demo_order_place(
    Ctx *ctx, const char *slug, const char *name, Id configuration_id, Id *ret_subscription_id)
{
    Product product;
    PlanList plans;
    Purchase purchase;
    Order order;
    TRY(product_get(ctx, slug, &product));
    TRY(plan_list(ctx, product.active_revision_id, &plans));
    TRY(purchase_get(ctx, slug, &purchase));
    NewOrder wanted = {
        .plan_id = plans.items[0].id,
        .name = name,
        .accepted = digests_of(ctx, &purchase.agreements),
        .configuration_id = configuration_id,
    };
    TRY(order_place(ctx, &wanted, &order));
    *ret_subscription_id = order.subscription_id;
    return OK;
}

static Error keys_add(Ctx *ctx, size_t index, Id subscription_id)
{
    for (size_t i = 0; i < COUNT_OF(purchases[index].ai_keys) && purchases[index].ai_keys[i]; i++) {
        NewAiKey wanted = {.name = purchases[index].ai_keys[i]};
        AiKey key;
        TRY(ai_key_issue(ctx, subscription_id, &wanted, &key));
    }
    return OK;
}

static Error purchases_add(Ctx *ctx, Time until)
{
    for (size_t i = 0; i < COUNT_OF(purchases); i++) {
        Id subscription_id;
        TX tx = {0};
        TRY(tx_begin(ctx, TX_WRITE, &tx));
        TRY(demo_act_as(ctx, purchases[i].key));
        TRY(demo_order_place(
            ctx, purchases[i].product, purchases[i].name, ID_NONE, &subscription_id));
        TRY(keys_add(ctx, i, subscription_id));
        TRY(tx_commit(&tx));
        TRY(demo_usage_add(ctx, subscription_id, until));
    }
    return OK;
}

// So that the seller sold something lately; nobody has used it yet.
static Error late_purchase_add(Ctx *ctx)
{
    Id subscription_id;
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(demo_act_as(ctx, "partner"));
    TRY(demo_order_place(
        ctx, "almanac-embeddings", "Search in tickets", ID_NONE, &subscription_id));
    return tx_commit(&tx);
}

static Error requests_add(Ctx *ctx)
{
    Id lead_id;
    TermList terms;
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(demo_act_as(ctx, "buyer"));
    TRY(demo_request_place(ctx, &lead_id));
    ctx->now = time_after(ctx->now, HOURS(5));
    TRY(demo_act_as(ctx, "seller"));
    TRY(demo_lead_answer(ctx, lead_id));
    TRY(term_list(ctx, ID_NONE, ctx->language, &terms));
    TRY(demo_offer_submit(ctx, digests_of(ctx, &terms)));
    ctx->now = time_after(ctx->now, HOURS(20));
    TRY(demo_act_as(ctx, "buyer"));
    TRY(demo_request_reply(ctx, lead_id));
    ctx->now = time_after(ctx->now, HOURS(3));
    TRY(demo_act_as(ctx, "seller"));
    TRY(demo_quote_send(ctx, lead_id));
    return tx_commit(&tx);
}

static Error draft_add(Ctx *ctx)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(demo_act_as(ctx, "seller"));
    TRY(demo_draft_write(ctx));
    return tx_commit(&tx);
}

static Error mail_drop(Ctx *ctx, const Mail *mail)
{
    (void)ctx, (void)mail;
    return OK;
}

static Error mail_drop_job(Ctx *ctx, const Job *job)
{
    return message_send(ctx, message_of_job(ctx, job), mail_drop);
}

// Nobody waits for the mails that making all this caused, and they would bury those that do come.
static Error mails_drop(Ctx *ctx)
{
    static const JobKind jobs[] = {{"send_mail", mail_drop_job, MINUTES(1), 1}, {0}};
    static const Schedule no_schedules[] = {{0}};
    const WorkSettings mails = {
        .jobs = jobs, .schedules = no_schedules, .subscribers = subscribers};
    act_as_kontor(ctx);
    return work_drain(ctx, &mails);
}

// Somebody was asked to join and has not answered yet; a program reads the figures.
static Error access_add(Ctx *ctx, void *unused)
{
    static MemberRole roles[] = {{.role = ROLE_PURCHASING}};
    static const char *reports[] = {"reports"}, *scopes[] = {"read"};
    const NewInvitation wanted = {
        .email = "nora.neu@acme.example", .roles = {roles, COUNT_OF(roles)}, .language = language};
    const NewOrganizationToken ledger = {.name = "Ledger export",
        .roles = {reports, COUNT_OF(reports)},
        .scopes = {scopes, COUNT_OF(scopes)}};
    Invitation invitation;
    ApiToken token;
    (void)unused;
    TRY(organization_token_issue(ctx, &ledger, &token));
    return invitation_create(ctx, &wanted, &invitation);
}

// A company that is new here lets a partner help it.
static Error delegation_add(Ctx *ctx, void *unused)
{
    static const char *roles[] = {"reports", "profile"};
    NewDelegation wanted = {.roles = {roles, COUNT_OF(roles)}};
    Delegation delegation;
    (void)unused;
    TRY(demo_act_as(ctx, "partner"));
    wanted.partner_id = ctx->actor.organization_id;
    TRY(demo_act_as(ctx, "newcomer"));
    TRY(delegation_offer(ctx, &wanted, &delegation));
    TRY(demo_act_as(ctx, "partner"));
    return delegation_move(ctx, delegation.id, DELEGATION_ACCEPTED, &delegation);
}

static Error fill(Ctx *ctx, int upstream_port, OfferVersions versions, Time until)
{
    TRY(people_add(ctx, 0, 1));
    TRY(demo_act_as(ctx, "operator"));
    TRY(demo_terms_issue(ctx));
    TRY(demo_prices_place(ctx));
    TRY(demo_offers_apply(ctx, upstream_port, versions));
    TRY(people_add(ctx, 1, DEMO_PEOPLE));
    TRY(profiles_add(ctx));
    TRY(application_add(ctx));
    ctx->now = time_after(ctx->now, DAYS(2));
    TRY(purchases_add(ctx, until));
    TRY(demo_views_add(ctx, until));
    ctx->now = time_after(until, -DAYS(9));
    TRY(late_purchase_add(ctx));
    ctx->now = time_after(until, -DAYS(2));
    TRY(demo_act_as(ctx, "seller"));
    TRY(demo_webhook_place(ctx, upstream_port));
    TRY(requests_add(ctx));
    TRY(draft_add(ctx));
    TRY(tx_run(ctx, TX_WRITE, delegation_add, NULL));
    ctx->now = time_after(until, -HOURS(2));
    TRY(demo_act_as(ctx, "owner"));
    return tx_run(ctx, TX_WRITE, access_add, NULL);
}

static Error token_issue(Ctx *ctx, DemoPerson *person)
{
    static const char *scopes[] = {"read", "write", "administration"};
    NewApiToken wanted = {.name = "demo", .scopes = {scopes, COUNT_OF(scopes)}};
    ApiTokenList tokens;
    ApiToken token;
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(api_token_list(ctx, NULL, MAX_API_TOKENS, &tokens));
    for (size_t i = 0; i < tokens.count; i++)
        if (strcmp(tokens.items[i].name, "demo") == 0)
            TRY(api_token_revoke(ctx, tokens.items[i].id));
    TRY(api_token_issue(ctx, &wanted, &token));
    person->api_token = token.secret;
    return tx_commit(&tx);
}

Error demo_fill(
    Ctx *ctx, int upstream_port, const char *kubeconfig, DemoPerson ret_people[DEMO_PEOPLE])
{
    Time now = ctx->now;
    User first;
    TRY(user_find(ctx, people[0].email, &first));
    if (!id_is_set(first.id)) {
        int64_t count;
        TRY(user_count(ctx, &count));
        if (count)
            return fail(ctx, CONFLICT, "not_empty",
                "There is a marketplace in this database already; name an empty data_folder.");
        ctx->now = time_after(now, -DAYS(40));
        TRY(fill(ctx, upstream_port, kubeconfig ? OFFERS_EARLIER : OFFERS_NEWEST, now));
        ctx->now = now;
        TRY(mails_drop(ctx));
    } else {
        TRY(demo_act_as(ctx, "operator"));
        TRY(demo_offers_apply(ctx, upstream_port, OFFERS_NEWEST));
        TRY(demo_act_as(ctx, "seller"));
        TRY(demo_webhook_place(ctx, upstream_port));
    }
    if (kubeconfig) {
        TRY(demo_act_as(ctx, "buyer"));
        TRY(demo_cluster_add(ctx, kubeconfig));
    }
    for (size_t i = 0; i < DEMO_PEOPLE; i++) {
        TRY(demo_act_as(ctx, people[i].key));
        ret_people[i] = (DemoPerson){people[i].key, people[i].name, people[i].email,
            ctx->actor.organization_id, people[i].organization, NULL};
        TRY(token_issue(ctx, &ret_people[i]));
    }
    act_as_kontor(ctx);
    return OK;
}
