// What can be said of a revision only by asking the outside world. Its addresses are foreign, so
// the guarded client asks; what it answers is not trusted, and not repeated.
#include "verdict_check.h"

#include "upstream_call.h"

enum { MAX_PAGE = 1024 * 1024 };

#define LINK_TIME SECONDS(5)

// ── links ────────────────────────────────────────────────────────────────────────────────────

typedef struct Link {
    const char *field, *url;
    bool is_seller; // of who sells, which this revision does not say
} Link;

typedef struct LinkList {
    Link items[MAX_LINKS];
    size_t count;
} LinkList;

static void add_link(LinkList *links, const char *field, const char *url, bool is_seller)
{
    if (text_is_empty(url) || links->count == MAX_LINKS)
        return;
    for (size_t i = 0; i < links->count; i++)
        if (text_same(links->items[i].url, url))
            return;
    links->items[links->count++] = (Link){field, url, is_seller};
}

static LinkList links_of(Ctx *ctx, const Checkup *checkup)
{
    LinkList links = {.count = 0};
    const UsedSoftwareList *software = &checkup->revision.used_software;
    add_link(&links, "documentation_url", checkup->revision.documentation_url, false);
    add_link(&links, "seller.website", checkup->seller.website, true);
    add_link(&links, "seller.support_url", checkup->seller.support_url, true);
    for (size_t i = 0; i < software->count; i++)
        add_link(&links, arena_printf(ctx->arena, "used_software[%zu].url", i),
            software->items[i].url, false);
    return links;
}

// Some servers know no HEAD, so what it does not find is asked for once more.
static Error ask(Ctx *ctx, const char *method, const char *url, int *ret_status)
{
    ClientAnswer answer;
    Error error = client_send(ctx,
        &(ClientRequest){.method = method,
            .url = url,
            .follows = true,
            .timeout_us = LINK_TIME,
            .max_size = MAX_PAGE},
        &answer);
    if (error && text_same(ctx->failure.code, "too_big")) {
        *ret_status = 200; // there is more of it than we wanted
        return OK;
    }
    TRY(error);
    *ret_status = answer.status;
    return OK;
}

static bool is_gone(int status)
{
    return status == 404 || status == 410 || status >= 500;
}

static void check_link(Ctx *ctx, Checkup *checkup, const Link *link)
{
    int status = 0;
    Error error = ask(ctx, "HEAD", link->url, &status);
    if (!error && status >= 400)
        error = ask(ctx, "GET", link->url, &status);
    if (error && text_same(ctx->failure.code, "address_refused"))
        check_find(ctx, checkup, CHECK_LINKS, link->is_seller ? LEVEL_WARNING : LEVEL_BLOCKING,
            link->field, SENTENCE_LINK_REFUSED, {"url", link->url});
    else if (error)
        check_find(ctx, checkup, CHECK_LINKS, LEVEL_WARNING, link->field, SENTENCE_LINK_UNREACHABLE,
            {"url", link->url}, {"problem", .sentence = sentence_of_failure(ctx)});
    else if (is_gone(status))
        check_find(ctx, checkup, CHECK_LINKS, LEVEL_WARNING, link->field, SENTENCE_LINK_GONE,
            {"url", link->url}, {"status", sentence_number(ctx->arena, status)});
}

void check_links(Ctx *ctx, Checkup *checkup)
{
    LinkList links = links_of(ctx, checkup);
    for (size_t i = 0; i < links.count; i++)
        check_link(ctx, checkup, &links.items[i]);
    if (check_is_clean(checkup, CHECK_LINKS))
        check_find(ctx, checkup, CHECK_LINKS, LEVEL_OK, NULL, SENTENCE_LINKS_ALIVE,
            {"count", sentence_number(ctx->arena, (int64_t)links.count)});
}

// ── upstreams ────────────────────────────────────────────────────────────────────────────────

// A busy upstream, or one that wants its calls otherwise, is there all the same.
static bool is_there(int status)
{
    return status == 400 || status == 422 || status == 429;
}

static void check_upstream(
    Ctx *ctx, Checkup *checkup, const char *field, const AiModel *model, size_t number)
{
    ClientAnswer answer;
    Error error = upstream_call(
        ctx, upstream_capability(model->capabilities), &checkup->upstreams.items[number], &answer);
    if (error)
        check_find(ctx, checkup, CHECK_UPSTREAM, LEVEL_BLOCKING, field,
            SENTENCE_UPSTREAM_UNREACHABLE, {"model", model->name},
            {"problem", .sentence = sentence_of_failure(ctx)});
    else if (answer.status != 200)
        check_find(ctx, checkup, CHECK_UPSTREAM,
            is_there(answer.status) ? LEVEL_WARNING : LEVEL_BLOCKING, field,
            SENTENCE_UPSTREAM_FAILS, {"model", model->name},
            {"status", sentence_number(ctx->arena, answer.status)});
    else if (!upstream_answer_object(ctx, &answer))
        check_find(ctx, checkup, CHECK_UPSTREAM, LEVEL_BLOCKING, field, SENTENCE_UPSTREAM_NO_API,
            {"model", model->name});
}

static void check_model(Ctx *ctx, Checkup *checkup, size_t number, size_t *calls)
{
    const AiModel *model = &checkup->models.items[number];
    const char *field = arena_printf(ctx->arena, "ai.models[%zu].upstreams", number);
    bool is_served = false;
    for (size_t i = 0; i < checkup->upstreams.count; i++) {
        if (!text_same(checkup->upstreams.items[i].model_name, model->name))
            continue;
        is_served = true;
        if ((*calls)++ < MAX_UPSTREAM_CALLS)
            check_upstream(ctx, checkup, field, model, i);
    }
    if (!is_served)
        check_find(ctx, checkup, CHECK_UPSTREAM, LEVEL_BLOCKING, field, SENTENCE_UPSTREAM_MISSING,
            {"model", model->name});
}

void check_upstreams(Ctx *ctx, Checkup *checkup)
{
    size_t calls = 0;
    for (size_t i = 0; i < checkup->models.count; i++)
        check_model(ctx, checkup, i, &calls);
    if (calls > MAX_UPSTREAM_CALLS)
        check_find(ctx, checkup, CHECK_UPSTREAM, LEVEL_WARNING, NULL, SENTENCE_UPSTREAMS_NOT_CALLED,
            {"count", sentence_number(ctx->arena, (int64_t)calls - MAX_UPSTREAM_CALLS)});
    if (checkup->models.count && check_is_clean(checkup, CHECK_UPSTREAM))
        check_find(ctx, checkup, CHECK_UPSTREAM, LEVEL_OK, NULL, SENTENCE_UPSTREAMS_ANSWER,
            {"count", sentence_number(ctx->arena, (int64_t)checkup->models.count)});
}
