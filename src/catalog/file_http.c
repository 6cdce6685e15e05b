#include "file_http.h"

#include "base/text.h"
#include "file.h"
#include "markdown.h"

#include <string.h>

typedef struct FileQuery {
    const char *as, *name;
} FileQuery;

// The same bytes may be used in many places, by organizations that know nothing of each other: so
// the one who links to them says what they are called there.
static SHAPE(file_query_shape, FileQuery,
    FIELD(FileQuery, as, .pattern = "html", .about = "html: a text to read in a browser."),
    FIELD(FileQuery, name, .max = 200, .pattern = ONE_LINE,
        .about = "Offered when the file is saved, such as the title of the document."));

// Whatever somebody uploaded is a picture or a text, never a program of our origin. Browsers show
// no PDF in a sandbox; their readers of it are one.
#define POLICY         "default-src 'none'; style-src 'unsafe-inline'"
#define SANDBOX_POLICY POLICY "; sandbox"

static const char *extension_of(const char *media_type)
{
    return text_same(media_type, "application/pdf") ? "pdf" : "md";
}

// A name in plain letters, and as it is for who can read that (RFC 6266).
static void name_file(Ctx *ctx, Response *res, const File *file, const char *name)
{
    char *plain = arena_text(ctx->arena, name, strlen(name));
    for (char *c = plain; *c; c++)
        if ((unsigned char)*c < ' ' || (unsigned char)*c > 126 || strchr("\"\\/;", *c))
            *c = '_';
    const char *extension = extension_of(file->media_type);
    response_header(ctx, res, "Content-Disposition",
        "inline; filename=\"%s.%s\"; filename*=UTF-8''%s.%s", plain, extension,
        text_url_encoded(ctx->arena, name), extension);
}

// Of a text from somewhere, rendering may take the square of its length.
enum { MAX_RENDERED = 256 * 1024 };

static const char *html_of(Ctx *ctx, const char *text)
{
    if (strlen(text) <= MAX_RENDERED)
        return markdown_html(ctx->arena, text);
    return arena_printf(
        ctx->arena, "<pre style=\"white-space:pre-wrap\">%s</pre>", text_escaped(ctx->arena, text));
}

static const char *html_page(Ctx *ctx, const char *name, Blob bytes)
{
    const char *text = arena_text(ctx->arena, bytes.bytes, bytes.length);
    return arena_printf(ctx->arena,
        "<!doctype html><html><head><meta charset=\"utf-8\"><meta name=\"viewport\""
        " content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">"
        "<title>%s</title><style>body{font:1rem/1.5 system-ui,sans-serif;max-width:45rem;"
        "margin:2rem auto;padding:0 1rem}table{border-collapse:collapse}td,th{border:1px solid;"
        "padding:.25rem .5rem}</style></head><body><main>%s</main></body></html>",
        text_escaped(ctx->arena, name), html_of(ctx, text));
}

static Error respond_file(
    Ctx *ctx, const FileQuery *query, const File *file, Blob bytes, Response *res)
{
    bool is_text = text_same(file->media_type, "text/markdown");
    const char *name = text_is_empty(query->name) ? "document" : query->name;
    if (is_text && query->as) {
        const char *page = html_page(ctx, name, bytes);
        return respond_bytes(ctx, res, "text/html; charset=utf-8", (Blob){page, strlen(page)});
    }
    if (!text_starts_with(file->media_type, "image/"))
        name_file(ctx, res, file, name);
    return respond_bytes(
        ctx, res, is_text ? "text/markdown; charset=utf-8" : file->media_type, bytes);
}

static Error get_file(Ctx *ctx, const Request *req, Response *res)
{
    Digest digest;
    File file;
    Blob bytes;
    bool is_public;
    if (!digest_read(req->args[0], &digest))
        return fail(ctx, NOT_FOUND, "not_found", "There is no such file.");
    TRY(file_get(ctx, digest, &file, &bytes, &is_public));
    response_header(ctx, res, "Cache-Control", "%s, max-age=31536000, immutable",
        is_public ? "public" : "private");
    response_header(ctx, res, "Content-Security-Policy", "%s",
        text_same(file.media_type, "application/pdf") ? POLICY : SANDBOX_POLICY);
    return respond_file(ctx, req->query, &file, bytes, res);
}

const Route file_routes[] = {
    {GET, "/v1/files/{digest}", get_file, PERMIT_PUBLIC, .query = &file_query_shape,
        .produces = "*/*",
        .summary = "Give a logo or document: of what is published or agreed on, "
                   "or of one's own."},
    ROUTES_END,
};
