// oci.h — charts in OCI registries (distribution specification 1.1), read without an account.
#pragma once

#include "base/ctx.h"

/**
 * The chart that "oci://registry.example/charts/shop" has under the tag (or "sha256:…"). Manifest
 * and chart are what their digests say. Failures as of chart_source_read.
 */
Error oci_read(Ctx *ctx, const char *address, const char *tag, Blob *ret_tgz);
