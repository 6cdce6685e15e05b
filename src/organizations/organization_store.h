// organization_store.h — organization rows. Private to src/organizations.
#pragma once

#include "organization.h"

Error organization_store_create(Ctx *ctx, const Organization *organization);
Error organization_store_get(Ctx *ctx, Id id, Organization *ret_organization);
Error organization_store_find(Ctx *ctx, const char *name, Organization *ret_organization);
Error organization_store_lock(Ctx *ctx, Id id);
Error organization_store_approve(Ctx *ctx, Id id); // unless it is already
Error organization_store_change_to_seller(Ctx *ctx, Id id);
Error organization_store_list_all(
    Ctx *ctx, const char *q, const char *after, int64_t limit, OrganizationList *ret_organizations);
Error organization_store_list(Ctx *ctx, Id user_id, OrganizationSummaryList *ret_organizations);
