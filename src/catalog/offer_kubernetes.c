// What is wrong with the section `kubernetes` beyond the shape of its fields.
#include "base/text.h"
#include "catalog/form.h"
#include "catalog/offer_document.h"
#include "http/guard.h"

#include "archive/archive.h"

#include <string.h>

#define CHART "kubernetes.chart"

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), end_length = strlen(end);
    return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

static void repository_check(Ctx *ctx, const OfferChart *chart)
{
    (void)!guard_check_url(ctx, CHART ".repository", chart->repository);
    if (ends_with(chart->repository, ".tgz"))
        return; // the chart itself
    if (!chart->name)
        fault(ctx, CHART ".name", "required", "Name the chart in the repository.");
    if (!chart->version)
        fault(ctx, CHART ".version", "required", "Say which version of the chart.");
}

static void upload_check(Ctx *ctx, OfferChart *chart)
{
    ArchiveFileList files;
    Ctx probe = *ctx;
    if (!base64_read(ctx->arena, chart->base64, &chart->bytes)) {
        fault(ctx, CHART, "malformed", CHART ".base64 is no base64.");
        return;
    }
    chart->digest = digest_of_bytes(chart->bytes.bytes, chart->bytes.length);
    if (archive_read(&probe, chart->bytes, chart_limits, &files) != OK)
        fault(ctx, CHART, "bad_content", "%s", probe.failure.message);
}

static void chart_check(Ctx *ctx, OfferChart *chart)
{
    bool is_uploaded = digest_is_set(chart->digest);
    int ways = !!chart->repository + !!chart->oci + !!chart->file + !!chart->base64 + is_uploaded;
    if (ways != 1)
        fault(ctx, CHART, "required",
            "The chart is in a repository, in an OCI registry or given as a file: say one.");
    else if (chart->file)
        fault(ctx, CHART, "file_not_read",
            CHART " names a file; only the command line reads files. Give its contents here.");
    else if (chart->repository)
        repository_check(ctx, chart);
    else if (chart->base64)
        upload_check(ctx, chart);
    else if (!is_uploaded && !chart->version)
        fault(ctx, CHART ".version", "required", "Say which version of the chart.");
    if (!chart->repository && chart->name)
        fault(ctx, CHART ".name", "not_allowed", "Only a chart in a repository has a name here.");
}

void offer_kubernetes_check(Ctx *ctx, Offer *offer)
{
    OfferKubernetes *kubernetes = offer->kubernetes;
    if (!kubernetes)
        return;
    if (offer->service_type != SERVICE_KUBERNETES)
        fault(ctx, "kubernetes", "not_allowed",
            "Only offers of service type kubernetes have a chart.");
    chart_check(ctx, &kubernetes->chart);
    form_check(ctx, &kubernetes->form, "kubernetes.form");
}

ChartSource offer_chart_source(const OfferChart *chart)
{
    return (ChartSource){
        .repository = chart->repository,
        .name = chart->name,
        .oci = chart->oci,
        .version = chart->version,
        .digest = chart->digest,
    };
}
