// access_rules_store.h — access_rules rows. Private to src/organizations.
#pragma once

#include "access_rules.h"

Error access_rules_store_get(Ctx *ctx, AccessRules *ret_rules); // NOT_FOUND: there are none
Error access_rules_store_write(Ctx *ctx, const NewAccessRules *rules, int64_t version);
Error access_rules_store_suspend(Ctx *ctx, Time until);
