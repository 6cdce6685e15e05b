// world_quote.h — a private offer in the world: Berta of Acme asked Nimbus Labs for one.
#pragma once

#include "testing/world.h"

/** The offer "move", in YAML. */
#define WORLD_MOVE                                                                                 \
    "category: professional-services\nservice_type: private_offer\nlicence_type: on_request\n"     \
    "plans: [{code: move, name: Move, price_text: {en: By application}}]\n"

/** What is quoted: 2 × 750.00 EUR once, 3 × 33.335 EUR a month, and 0.02 EUR per GB and month. */
#define WORLD_QUOTE_LINES                                                                          \
    "[{'text': 'Moving day', 'kind': 'one_time', 'quantity': 2,"                                   \
    " 'rate': {'micros': 750000000, 'per': 1, 'currency': 'EUR'}},"                                \
    " {'text': 'Care', 'kind': 'recurring', 'period': 'month', 'quantity': 3,"                     \
    " 'rate': {'micros': 33335000, 'per': 1, 'currency': 'EUR'}},"                                 \
    " {'text': 'Storage', 'kind': 'usage', 'meter': 'GB and month',"                               \
    " 'rate': {'micros': 20000, 'per': 1, 'currency': 'EUR'}}]"

typedef struct WorldDeal {
    const char *lead_id;
    const char *id;   // of the newest quote; NULL: none yet
    Digest operators; // the operator's terms, to be accepted too
} WorldDeal;

/** Publishes the offer "move", and asks for its only plan. */
WorldDeal world_ask(World *world);

/** A quote that says everything, valid for ten days; more: further members, ", 'x': …", or "". */
const char *world_quote_body(World *world, const char *more);
const char *world_day(World *world, int days); // so many days from now, where one bills

/** Begins a draft as the seller. */
Reply world_quote_draft(World *world, const WorldDeal *deal, const char *body);

/** Sends a quote as the seller: it is the deal's from now on. */
void world_quote(World *world, WorldDeal *deal, const char *more);
WorldDeal world_quoted(World *world); // both: asked for and sent

/** Posts to /v1/quotes/{id}/{verb} as that person. */
Reply world_quote_act(
    World *world, WorldPerson person, const char *id, const char *verb, const char *body);

/** The members "accepted": […] with everything that the deal's quote asks for. */
const char *world_quote_accepted(World *world, const WorldDeal *deal);
Reply world_quote_accept(World *world, const WorldDeal *deal); // as Berta
