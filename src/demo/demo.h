// demo.h — a small true marketplace for people and scripts to start with: sellers and their
// products, three customers, a month of usage. Everything is made by the marketplace's own
// functions, at times in the past.
#pragma once

#include "db/db.h"
#include "http/http.h"

enum {
    DEMO_PEOPLE = 7,
    DEMO_UPSTREAM_PORT = 8099, // unless another one is chosen; the offers name it
};

#define DEMO_PASSWORD "Kontor-Demo-2026"

/** One of the people of the demo, with a token that was issued for this start. */
typedef struct DemoPerson {
    const char *key; // "operator", "seller", "owner", "buyer", "reporter", "partner", "newcomer"
    const char *name, *email;
    Id organization_id;
    const char *organization_name;
    const char *api_token;
} DemoPerson;

/**
 * Fills the database unless that was done before, and issues a token for each person. Offers' calls
 * go to the demonstration model at that port. The customer gets the cluster of the kubeconfig, a
 * file, and a workload in it whose product has a newer version since; NULL: none.
 *
 * CONFLICT  not_empty: there is a marketplace that is no demo
 */
Error demo_fill(
    Ctx *ctx, int upstream_port, const char *kubeconfig, DemoPerson ret_people[DEMO_PEOPLE]);

/** From here on that person of the demo asks. */
Error demo_act_as(Ctx *ctx, const char *key);

/** The person who asks orders the first plan of the product and accepts what there is to accept. */
Error demo_order_place(
    Ctx *ctx, const char *slug, const char *name, Id configuration_id, Id *ret_subscription_id);

/** The command: fills, prints who may sign in, and with serves goes on as a whole marketplace. */
int demo_run(const char *config_path, const char *kubeconfig, bool is_json, bool serves);
