// gateway_lookup.h — reads keys from the database on a thread of its own, for the loops.
#pragma once

#include "gateway_key.h"

#include "db/db.h"
#include "http/loop.h"

typedef struct GatewayLookup GatewayLookup;

/** One question, embedded in whoever asks; its own until it was answered. */
typedef struct LookupJob {
    Digest secret;
    Loop *loop;
    LoopTask *done; // called on the loop with arg, when key and error are set
    void *arg;
    GatewayKey *key; // NULL: there is none
    Error error;
    struct LookupJob *next;
} LookupJob;

GatewayLookup *gateway_lookup_start(Database *database, GatewayKeys *keys);

/** False if too many are waiting. */
bool gateway_lookup_place(GatewayLookup *lookup, LookupJob *job);

void gateway_lookup_stop(GatewayLookup *lookup); // what waits is not answered any more
