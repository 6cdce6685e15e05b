// gateway_meter.h — writes the rows of calls, many in one transaction, on a thread of its own.
//
// A call's answer ends only after its row is durable, so calls that end at the same time share one
// commit. Pages learn of new usage by the event usage.recorded, at most one a second for each
// subscription.
#pragma once

#include "ai_call.h"

#include "db/db.h"
#include "http/loop.h"

typedef struct GatewayMeter GatewayMeter;

/** One row, embedded in its call; the meter's until it was written. */
typedef struct MeterJob {
    AiCall call;
    Loop *loop;
    LoopTask *done; // called on the loop with arg, when is_written is set
    void *arg;
    bool is_written; // durable
    struct MeterJob *next;
} MeterJob;

GatewayMeter *gateway_meter_start(Database *database);
void gateway_meter_write(GatewayMeter *meter, MeterJob *job);

/** Returns when what is still waiting was written. */
void gateway_meter_stop(GatewayMeter *meter);
