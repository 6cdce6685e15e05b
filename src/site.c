#include "site.h"

#include "node.h"
#include "settings.h"

#include "base/text.h"
#include "http/assets.h"
#include "json/json.h"

#include <string.h>

typedef struct Page {
    const char *title;       // without the platform's name; NULL: the platform's name alone
    const char *description; // for search engines; NULL if the page is not for them
    const char *kind;        // the pattern of its address; NULL: none
    const char *query;       // what stood behind '?' in its address; NULL if nothing
    const char *canonical;   // path of the public address; NULL if it is not for search engines
    Text data;               // members of the JSON object of first answers
    Text content;            // HTML for readers without scripts
    Text structured;         // schema.org, JSON; empty if there is none
    bool is_missing;         // the address is a page's, the thing is not there: 404
} Page;

// ── first answers ────────────────────────────────────────────────────────────────────────────

static const char *no_header(const void *source, const char *name)
{
    (void)source, (void)name;
    return NULL;
}

// The answer of the API as a visitor gets it, put among the page's data; NULL if it is a problem.
static const JsonValue *answer_include(Ctx *ctx, Page *page, const char *address)
{
    const char *question = strchr(address, '?');
    Ctx visitor = {.arena = ctx->arena,
        .db = ctx->db,
        .now = ctx->now,
        .language = ctx->language,
        .request_id = ctx->request_id};
    Request req = {.method = GET, .header = no_header, .address = "127.0.0.1"};
    req.path =
        arena_text(ctx->arena, address, question ? (size_t)(question - address) : strlen(address));
    req.query_text = question ? question + 1 : NULL;
    Response res;
    http_dispatch(&visitor, &node_app, &req, &res);
    if (res.status != 200)
        return NULL;
    Json *name = json_new(ctx->arena);
    json_put_text(name, NULL, address);
    text_printf(&page->data, "%s%s:", page->data.length ? "," : "", json_finish(name));
    text_append(&page->data, res.body.bytes, res.body.length);
    const char *problem;
    return json_parse(ctx->arena, res.body.bytes, res.body.length, &problem);
}

static const char *text_in(const Ctx *ctx, const JsonValue *texts)
{
    const char *text = json_text_member(texts, ctx->language);
    return text ? text : json_text_member(texts, "en");
}

static const char *escaped_member(Ctx *ctx, const JsonValue *object, const char *name)
{
    const char *text = json_text_member(object, name);
    return text_escaped(ctx->arena, text ? text : "");
}

static const char *escaped_text(Ctx *ctx, const JsonValue *object, const char *name)
{
    const char *text = text_in(ctx, json_member(object, name));
    return text_escaped(ctx->arena, text ? text : "");
}

// ── the public pages ─────────────────────────────────────────────────────────────────────────

static void products_write(Ctx *ctx, Page *page, const JsonValue *products)
{
    const JsonValue *items = json_member(products, "items");
    text_add(&page->content, "<ul>");
    for (const JsonValue *item = json_first(items); item; item = json_next(items, item))
        text_printf(&page->content, "<li><a href=\"/products/%s\">%s</a> — %s</li>",
            escaped_member(ctx, item, "slug"), escaped_member(ctx, item, "name"),
            escaped_text(ctx, item, "short_description"));
    text_add(&page->content, "</ul>");
}

static void home_fill(Ctx *ctx, Page *page, const char *slug)
{
    (void)slug;
    static const Texts about = {
        .en =
            "Cloud marketplace: software, machine images, AI models, infrastructure and licences.",
        .de =
            "Cloud-Marktplatz: Software, Maschinenabbilder, KI-Modelle, Infrastruktur und Lizenzen.",
        .fr =
            "Place de marché cloud : logiciels, images machines, modèles d'IA, infrastructure et licences.",
        .cs = "Cloudové tržiště: software, obrazy strojů, modely AI, infrastruktura a licence.",
    };
    page->description = texts_in(about, ctx->language);
    page->canonical = "/";
    text_printf(&page->content, "<h1>%s</h1><p>%s</p>",
        text_escaped(ctx->arena, settings()->operator_name), page->description);
    // The page's own script asks for the same: how many it shows, and what its address says.
    const JsonValue *products = answer_include(ctx, page,
        arena_printf(ctx->arena, "/v1/products?limit=24%s%s", page->query ? "&" : "",
            page->query ? page->query : ""));
    if (products)
        products_write(ctx, page, products);
}

static void product_describe(Ctx *ctx, Page *page, const JsonValue *product)
{
    const char *logo = json_text_member(product, "logo_digest");
    Json *out = json_new(ctx->arena);
    json_begin_object(out, NULL);
    json_put(out, "@context", "https://schema.org");
    json_put(out, "@type", "Product");
    json_put(out, "name", json_text_member(product, "name"));
    json_put(out, "description", page->description);
    json_put(out, "url", arena_printf(ctx->arena, "%s%s", settings()->public_url, page->canonical));
    if (logo)
        json_put(
            out, "image", arena_printf(ctx->arena, "%s/v1/files/%s", settings()->public_url, logo));
    json_begin_object(out, "brand");
    json_put(out, "@type", "Organization");
    json_put(out, "name", json_text_member(json_member(product, "seller"), "name"));
    json_end_object(out);
    json_end_object(out);
    text_add(&page->structured, json_finish(out));
}

static void product_fill(Ctx *ctx, Page *page, const char *slug)
{
    const JsonValue *product =
        answer_include(ctx, page, arena_printf(ctx->arena, "/v1/products/%s", slug));
    page->is_missing = !product;
    if (!product)
        return;
    page->title = json_text_member(product, "name");
    page->description = text_in(ctx, json_member(product, "short_description"));
    page->canonical = arena_printf(ctx->arena, "/products/%s", json_text_member(product, "slug"));
    product_describe(ctx, page, product);
    // description_html was made safe by the catalogue.
    const char *html = text_in(ctx, json_member(product, "description_html"));
    text_printf(&page->content, "<h1>%s</h1><p>%s</p>%s", escaped_member(ctx, product, "name"),
        escaped_text(ctx, product, "short_description"), html ? html : "");
}

static void seller_fill(Ctx *ctx, Page *page, const char *slug)
{
    const JsonValue *seller =
        answer_include(ctx, page, arena_printf(ctx->arena, "/v1/sellers/%s", slug));
    page->is_missing = !seller;
    if (!seller)
        return;
    page->title = json_text_member(seller, "name");
    page->description = page->title;
    page->canonical = arena_printf(ctx->arena, "/sellers/%s", json_text_member(seller, "slug"));
    // about_html was made safe by the catalogue.
    const char *html = text_in(ctx, json_member(seller, "about_html"));
    text_printf(
        &page->content, "<h1>%s</h1>%s", escaped_member(ctx, seller, "name"), html ? html : "");
    const JsonValue *products = answer_include(
        ctx, page, arena_printf(ctx->arena, "/v1/products?limit=24&seller=%s", slug));
    if (products)
        products_write(ctx, page, products);
}

static void seller_entry_fill(Ctx *ctx, Page *page, const char *slug)
{
    (void)slug;
    static const Texts title = {
        .en = "Become a seller",
        .de = "Anbieter werden",
        .fr = "Devenir vendeur",
        .cs = "Stát se prodejcem",
    };
    static const Texts about = {
        .en = "Offer your software and services to every organization on this marketplace.",
        .de = "Bieten Sie Ihre Software und Dienste allen Organisationen auf diesem Marktplatz an.",
        .fr =
            "Proposez vos logiciels et services à toutes les organisations de cette place de "
            "marché.",
        .cs = "Nabídněte svůj software a služby všem organizacím na tomto tržišti.",
    };
    page->title = texts_in(title, ctx->language);
    page->description = texts_in(about, ctx->language);
    page->canonical = "/become-a-seller";
    text_printf(&page->content, "<h1>%s</h1><p>%s</p>", page->title, page->description);
}

static void nothing_fill(Ctx *ctx, Page *page, const char *slug)
{
    (void)ctx, (void)page, (void)slug;
}

// The addresses of the web application. A pattern that ends with '/' takes one part more, with
// "/*" any number.
static const struct {
    const char *pattern;
    void (*fill)(Ctx *ctx, Page *page, const char *rest);
} page_kinds[] = {
    {"/", home_fill},
    {"/products/", product_fill},
    {"/sellers/", seller_fill},
    {"/become-a-seller", seller_entry_fill},
    {"/sign-in", nothing_fill},
    {"/sign-in/callback/", nothing_fill},
    {"/sign-in/cloud", nothing_fill},
    {"/register", nothing_fill},
    {"/forgotten-password", nothing_fill},
    {"/password", nothing_fill},
    {"/invitation", nothing_fill},
    {"/account", nothing_fill},
    {"/o/*", nothing_fill},
    // Of mails, which name no organization.
    {"/operator/*", nothing_fill},
    {"/subscriptions", nothing_fill},
    {"/subscriptions/*", nothing_fill},
    {"/orders", nothing_fill},
    {"/orders/*", nothing_fill},
    {"/usage", nothing_fill},
    {"/profile", nothing_fill},
    {"/members", nothing_fill},
};

static bool page_matches(const char *pattern, const char *path, const char **ret_rest)
{
    size_t length = strlen(pattern);
    bool takes_any = pattern[length - 1] == '*';
    bool takes_one = !takes_any && length > 1 && pattern[length - 1] == '/';
    if (!takes_any && !takes_one)
        return strcmp(pattern, path) == 0;
    length -= takes_any;
    if (strncmp(pattern, path, length) != 0 || !path[length])
        return false;
    *ret_rest = path + length;
    return takes_any || !strchr(path + length, '/');
}

static Page page_of(Ctx *ctx, const Request *req)
{
    Page page = {.query = req->query_text,
        .data = {.arena = ctx->arena},
        .content = {.arena = ctx->arena},
        .structured = {.arena = ctx->arena}};
    answer_include(ctx, &page, "/v1/platform");
    for (size_t i = 0; i < COUNT_OF(page_kinds); i++) {
        const char *rest = "";
        if (!page_matches(page_kinds[i].pattern, req->path, &rest))
            continue;
        page.kind = page_kinds[i].pattern;
        page_kinds[i].fill(ctx, &page, rest);
        return page;
    }
    page.is_missing = true;
    return page;
}

// ── putting it into index.html ───────────────────────────────────────────────────────────────

// "<" would end the element that the JSON stands in.
static void script_write(Text *out, const char *opening, const char *json)
{
    text_add(out, opening);
    for (; *json; json++)
        if (*json == '<')
            text_add(out, "\\u003c");
        else
            text_append(out, json, 1);
    text_add(out, "</script>");
}

static const char *head_of(Ctx *ctx, const Page *page)
{
    Text out = {.arena = ctx->arena};
    if (!page->canonical) {
        text_add(&out, "<meta name=\"robots\" content=\"noindex\">");
        return text_of(&out);
    }
    const char *description = text_escaped(ctx->arena, page->description);
    const char *url = text_escaped(
        ctx->arena, arena_printf(ctx->arena, "%s%s", settings()->public_url, page->canonical));
    text_printf(&out,
        "<meta name=\"description\" content=\"%s\"><link rel=\"canonical\" href=\"%s\">"
        "<meta property=\"og:title\" content=\"%s\"><meta property=\"og:description\" "
        "content=\"%s\"><meta property=\"og:url\" content=\"%s\">",
        description, url,
        text_escaped(ctx->arena, page->title ? page->title : settings()->operator_name),
        description, url);
    if (page->structured.length)
        script_write(&out, "<script type=\"application/ld+json\">", page->structured.bytes);
    return text_of(&out);
}

static const char *data_of(Ctx *ctx, Page *page)
{
    Text out = {.arena = ctx->arena};
    script_write(&out, "<script type=\"application/json\" id=\"kontor-data\">",
        arena_printf(ctx->arena, "{%s}", text_of(&page->data)));
    return text_of(&out);
}

static const char *title_of(Ctx *ctx, const Page *page)
{
    const char *platform = text_escaped(ctx->arena, settings()->operator_name);
    return page->title ? arena_printf(ctx->arena, "<title>%s · %s</title>",
                             text_escaped(ctx->arena, page->title), platform)
                       : arena_printf(ctx->arena, "<title>%s</title>", platform);
}

static const Asset *asset_at(const char *path)
{
    for (const Asset *asset = assets; asset->path; asset++)
        if (strcmp(asset->path, path) == 0)
            return asset;
    return NULL;
}

// Links to the code of the page, made when the web application is built: in the language that the
// browser asks for, which is the page's unless somebody chose another there.
static const char *preload_of(Ctx *ctx, const Page *page)
{
    const Asset *asset = asset_at("/preload.json");
    const char *problem;
    const JsonValue *kinds = asset ? json_parse(ctx->arena, (const char *)asset->plain,
                                         (size_t)(asset->plain_end - asset->plain), &problem)
                                   : NULL;
    const JsonValue *kind = kinds && page->kind ? json_member(kinds, page->kind) : NULL;
    const char *links = kind ? json_text_member(kind, ctx->language) : NULL;
    return links ? links : "";
}

// What a reader of index.html gets instead of its marks.
static Blob page_finish(Ctx *ctx, const Asset *index, Page *page)
{
    const struct {
        const char *mark, *text;
    } places[] = {
        {"<html lang=\"en\">", arena_printf(ctx->arena, "<html lang=\"%s\">", ctx->language)},
        {"<title>Kontor</title>", title_of(ctx, page)},
        {"<!--kontor:head-->",
            arena_printf(ctx->arena, "%s%s", head_of(ctx, page), preload_of(ctx, page))},
        {"<div id=\"root\">", arena_printf(ctx->arena, "<div id=\"root\"><noscript>%s</noscript>",
                                  text_of(&page->content))},
        {"<!--kontor:data-->", data_of(ctx, page)},
    };
    Text out = {.arena = ctx->arena};
    const char *at = arena_text(
        ctx->arena, (const char *)index->plain, (size_t)(index->plain_end - index->plain));
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        const char *mark = strstr(at, places[i].mark);
        if (!mark)
            continue;
        text_append(&out, at, (size_t)(mark - at));
        text_add(&out, places[i].text);
        at = mark + strlen(places[i].mark);
    }
    text_add(&out, at);
    return (Blob){text_of(&out), out.length};
}

static Error html_respond(Ctx *ctx, Response *res, Blob finished)
{
    response_header(ctx, res, "Cache-Control", "no-cache");
    response_header(ctx, res, "Vary", "Accept-Language");
    response_header(ctx, res, "Content-Security-Policy",
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'");
    return respond_bytes(ctx, res, "text/html; charset=utf-8", finished);
}

// Cached are the pages for search engines: they are few.
static Error page_write(Ctx *ctx, const Request *req, Response *res)
{
    const Asset *index = asset_at("/index.html");
    if (!index)
        return fail(ctx, NOT_FOUND, "no_route",
            "This Kontor was built without its web application; the API is under /v1.");
    Page page = page_of(ctx, req);
    TRY(html_respond(ctx, res, page_finish(ctx, index, &page)));
    res->is_cached_by_language = page.canonical && !req->query_text;
    if (page.is_missing)
        res->status = 404;
    return OK;
}

// ── files ────────────────────────────────────────────────────────────────────────────────────

static bool accepts(const Request *req, const char *encoding)
{
    const char *accepted = request_header(req, "Accept-Encoding");
    return accepted && strstr(accepted, encoding);
}

static Error asset_write(Ctx *ctx, const Request *req, const Asset *asset, Response *res)
{
    const unsigned char *bytes = asset->plain, *end = asset->plain_end;
    if (asset->brotli && accepts(req, "br")) {
        bytes = asset->brotli, end = asset->brotli_end;
        response_header(ctx, res, "Content-Encoding", "br");
    } else if (asset->gzip && accepts(req, "gzip")) {
        bytes = asset->gzip, end = asset->gzip_end;
        response_header(ctx, res, "Content-Encoding", "gzip");
    }
    // What Vite names by its contents never changes.
    response_header(ctx, res, "Cache-Control", "%s",
        text_starts_with(asset->path, "/assets/") ? "public, max-age=31536000, immutable"
                                                  : "public, max-age=3600");
    response_header(ctx, res, "Vary", "Accept-Encoding");
    bool is_text = text_starts_with(asset->media_type, "text/");
    return respond_bytes(ctx, res,
        is_text ? arena_printf(ctx->arena, "%s; charset=utf-8", asset->media_type)
                : asset->media_type,
        (Blob){bytes, (size_t)(end - bytes)});
}

Error site_answer(Ctx *ctx, const Request *req, Response *res)
{
    const Asset *asset = asset_at(req->path);
    if (asset && strcmp(asset->path, "/index.html") != 0)
        return asset_write(ctx, req, asset, res);
    if (strrchr(req->path, '.') > strrchr(req->path, '/'))
        return fail(ctx, NOT_FOUND, "no_route", "There is no such file.");
    return page_write(ctx, req, res);
}
