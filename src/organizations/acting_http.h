// acting_http.h — the part of the API in which one signs in, signs out and asks who one is.
#pragma once

#include "http/http.h"
#include "identity/sign_in.h"

extern const Route acting_routes[];

/** A secret for the browser that no script reads; over https alone where the marketplace has it.
 * seconds 0 takes it back. */
void acting_write_cookie(Ctx *ctx, const Request *req, Response *res, const char *name,
    const char *path, const char *secret, int64_t seconds);

/** Answers with the session that has begun, its cookie and all, or with the challenge. */
Error acting_respond_signed_in(Ctx *ctx, const Request *req, Response *res, const SignIn *sign_in);
