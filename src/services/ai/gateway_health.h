// gateway_health.h — which upstreams answer. One that failed several times in a row is left alone
// for a while, unless there is no other.
#pragma once

#include "base/base.h"

typedef struct UpstreamHealth UpstreamHealth;

/** The health of the upstream at the address; the same for all who ask, and good until the end. */
UpstreamHealth *upstream_health_get(const char *url);

bool upstream_health_is_good(const UpstreamHealth *health, Time now);

/** It answered, or it did not. */
void upstream_health_change(UpstreamHealth *health, Time now, bool answered);
