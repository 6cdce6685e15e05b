// world_offer.h — products for scenarios, made as their sellers make them: by offers.
#pragma once

#include "testing/world.h"

/**
 * A small offer of Nimbus Labs that is right, in YAML: a managed service in the category
 * databases, with one plan for 10.00 EUR a month. `more` are lines of YAML that come on top, or
 * instead of what the offer says about the same field; NULL: none.
 */
const char *world_offer(World *world, const char *slug, const char *name, const char *more);

/** The same of an AI model, "nimbus-7b" at 0.15 EUR in and 0.60 out. */
const char *world_ai_offer(World *world, const char *slug, const char *name, const char *more);

/** Applies an offer as the person who asks. */
Reply world_apply(World *world, const char *yaml);

/** Applies it as the operator, who need not review it; the test fails unless that goes well. */
Reply world_publish(World *world, const char *yaml);
