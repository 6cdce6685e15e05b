// dispatch.h — what exchanges of lib/http share with the dispatcher. Private to lib/http.
#pragma once

#include "http/http.h"

/** UNAUTHENTICATED not_signed_in or FORBIDDEN missing_permission, unless the actor holds it. */
Error require_permission(Ctx *ctx, Permissions permission);
