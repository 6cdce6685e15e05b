#include "demo_offers.h"

#include "base/text.h"
#include "catalog/agreement.h"
#include "catalog/offer.h"
#include "db/db.h"
#include "http/assets.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TERMS_VERSION "2026-09"

// In the files of the offers the demonstration model is at its usual port.
static const char usual_upstream[] = "http://127.0.0.1:8099/";

static const char *asset_text(Arena *arena, const Asset *file)
{
    return arena_text(arena, (const char *)file->plain, (size_t)(file->plain_end - file->plain));
}

static const Asset *file_at(const char *path)
{
    for (const Asset *file = demo_files; file->path; file++)
        if (strcmp(file->path, path) == 0)
            return file;
    return NULL;
}

static const struct {
    AgreementKind kind;
    const char *path, *language, *title;
} terms[] = {
    {AGREEMENT_OPERATOR_TERMS, "/terms/terms.en.md", "en", "Terms of the marketplace"},
    {AGREEMENT_OPERATOR_TERMS, "/terms/terms.de.md", "de", "Bedingungen des Marktplatzes"},
    {AGREEMENT_OPERATOR_TERMS, "/terms/terms.fr.md", "fr", "Conditions de la place de marché"},
    {AGREEMENT_OPERATOR_TERMS, "/terms/terms.cs.md", "cs", "Podmínky tržiště"},
    {AGREEMENT_SELLER_TERMS, "/terms/sellers.en.md", "en", "Terms for sellers"},
    {AGREEMENT_SELLER_TERMS, "/terms/sellers.de.md", "de", "Bedingungen für Anbieter"},
    {AGREEMENT_SELLER_TERMS, "/terms/sellers.fr.md", "fr", "Conditions pour les vendeurs"},
    {AGREEMENT_SELLER_TERMS, "/terms/sellers.cs.md", "cs", "Podmínky pro prodejce"},
};

Error demo_terms_issue(Ctx *ctx)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    for (size_t i = 0; i < COUNT_OF(terms); i++) {
        const Asset *file = file_at(terms[i].path);
        Blob content = {file->plain, (size_t)(file->plain_end - file->plain)};
        Agreement agreement;
        TRY(agreement_issue(ctx, terms[i].kind, terms[i].language, TERMS_VERSION, terms[i].title,
            content, &agreement));
    }
    return tx_commit(&tx);
}

static const char *with_upstream(Arena *arena, const char *offer, int port)
{
    Text out = {.arena = arena};
    for (const char *at; (at = strstr(offer, usual_upstream));) {
        text_append(&out, offer, (size_t)(at - offer));
        text_printf(&out, "http://127.0.0.1:%d/", port);
        offer = at + strlen(usual_upstream);
    }
    text_add(&out, offer);
    return text_of(&out);
}

static Error file_write(Ctx *ctx, const char *path, const char *text)
{
    char *folder = arena_text(ctx->arena, path, strlen(path));
    for (char *slash = folder; (slash = strchr(slash + 1, '/')); *slash = '/') {
        *slash = '\0';
        mkdir(folder, 0700);
    }
    FILE *file = fopen(path, "w");
    bool is_written = file && fputs(text, file) >= 0;
    if ((file && fclose(file) != 0) || !is_written)
        return fail(ctx, INTERNAL, "demo_files", "%s: %s.", path, strerror(errno));
    return OK;
}

// An offer names files beside it, so all of them are laid out in a folder for a moment.
static Error files_write(Ctx *ctx, const char *folder, int upstream_port)
{
    for (const Asset *file = demo_files; file->path; file++)
        TRY(file_write(ctx, arena_printf(ctx->arena, "%s%s", folder, file->path),
            with_upstream(ctx->arena, asset_text(ctx->arena, file), upstream_port)));
    return OK;
}

static void files_remove(Arena *arena, const char *folder)
{
    for (const Asset *file = demo_files; file->path; file++)
        unlink(arena_printf(arena, "%s%s", folder, file->path));
    for (const Asset *file = demo_files; file->path; file++) {
        char *path = arena_printf(arena, "%s%s", folder, file->path);
        while (strlen(path) > strlen(folder)) {
            *strrchr(path, '/') = '\0';
            rmdir(path);
        }
    }
}

static Error offer_place(Ctx *ctx, const char *path)
{
    Blob bytes;
    OfferResult result;
    TRY(offer_file_read(ctx, path, &bytes));
    return offer_apply(ctx, bytes, (TextList){0}, &result);
}

// An offer stands in its seller's folder; what lies deeper belongs to a chart.
static bool is_offer(const char *path)
{
    const char *name = strchr(path + 1, '/');
    return name && !strchr(name + 1, '/') && strstr(name, ".yaml") && !strstr(name, ".earlier.") &&
           !strstr(name, ".submitted.");
}

// NULL: the offer has none.
static const char *earlier_of(Arena *arena, const char *path)
{
    size_t stem = strlen(path) - strlen(".yaml");
    const char *earlier = arena_printf(arena, "%.*s.earlier.yaml", (int)stem, path);
    return file_at(earlier) ? earlier : NULL;
}

static Error offers_apply(Ctx *ctx, const char *folder, OfferVersions versions)
{
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    for (const Asset *file = demo_files; file->path; file++) {
        const char *earlier = is_offer(file->path) ? earlier_of(ctx->arena, file->path) : NULL;
        const char *path = versions == OFFERS_EARLIER && earlier ? earlier : file->path;
        if (is_offer(file->path) && (earlier || versions != OFFERS_RENEWED))
            TRY(offer_place(ctx, arena_printf(ctx->arena, "%s%s", folder, path)));
    }
    return tx_commit(&tx);
}

Error demo_offers_apply(Ctx *ctx, int upstream_port, OfferVersions versions)
{
    char folder[] = "/tmp/kontor-demo-XXXXXX";
    if (!mkdtemp(folder))
        return fail(ctx, INTERNAL, "demo_files", "%s: %s.", folder, strerror(errno));
    Error error = files_write(ctx, folder, upstream_port);
    if (!error)
        error = offers_apply(ctx, folder, versions);
    Failure failure = ctx->failure;
    files_remove(ctx->arena, folder);
    ctx->failure = failure;
    return error;
}

Error demo_offer_submit(Ctx *ctx, TextList accepted)
{
    const Asset *file = file_at("/almanac/almanac-workshop.submitted.yaml");
    OfferResult result;
    return offer_apply(
        ctx, (Blob){file->plain, (size_t)(file->plain_end - file->plain)}, accepted, &result);
}
