// directory.h — what owners see of the directory that makes members of their organization (SCIM).
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct Directory {
    const char *address; // to type in there
    int64_t users, active_users, groups;
    bool has_mail_domain; // confirmed; without one it cannot make members
    Time last_request_at; // TIME_NONE: none yet, or its token is gone
} Directory;

extern const Shape directory_shape;

/** Of the actor's organization. */
Error directory_get(Ctx *ctx, Directory *ret_directory);
