// licence.h — the customer's own licence (bring your own), on its way into a secret of the cluster.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

/** What sealed values are for, wherever they stand. */
#define ANSWERS_PURPOSE "kubernetes answers"
#define LICENCE_PURPOSE "kubernetes licence"

/** A licence as text, or a file in base64. */
typedef struct NewLicence {
    const char *text, *base64;
} NewLicence;

extern const Shape new_licence_shape;
enum { MAX_LICENCE = 4 * 1024 * 1024 }; // bytes of the file

/** The base64 text that a secret has. INVALID with a fault under the path. */
Error licence_read(Ctx *ctx, const NewLicence *licence, const char *path, const char **ret_base64);
