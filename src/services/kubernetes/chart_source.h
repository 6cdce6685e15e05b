// chart_source.h — fetches charts from where sellers keep them, through the guarded client.
#pragma once

#include "catalog/chart.h"

/**
 * The bytes of the chart: from the index of a repository or straight from an address, from an OCI
 * registry (each part by its digest; anonymously, by the registry's token), or an upload that is
 * kept already. A registry on this machine (127.0.0.1, localhost) is asked without TLS.
 *
 * INVALID      chart_not_found: there is no such chart or version
 * INVALID      chart_differs: what came is not what its digest says
 * UNAVAILABLE  as in http/client.h, and fetch_failed: the server does not give it
 */
Error chart_source_read(Ctx *ctx, const ChartSource *source, Blob *ret_tgz);
