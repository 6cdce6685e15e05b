// What can be said of a revision by what is stored of it.
#include "verdict_check.h"

#include "file_store.h"

#include <string.h>
#include <strings.h>

// ── texts ────────────────────────────────────────────────────────────────────────────────────

// In the languages' own names, so that readers of all languages understand them.
static const char *missing_languages(Ctx *ctx, Texts texts)
{
    const struct {
        const char *text, *name;
    } languages[] = {{texts.en, "English"}, {texts.de, "Deutsch"}, {texts.fr, "français"},
        {texts.cs, "čeština"}};
    Text missing = {.arena = ctx->arena};
    for (size_t i = 0; i < COUNT_OF(languages); i++)
        if (text_is_empty(languages[i].text))
            text_printf(&missing, "%s%s", missing.length ? ", " : "", languages[i].name);
    return text_of(&missing);
}

static void check_text(Ctx *ctx, Checkup *checkup, CheckLevel level, const char *field, Texts texts)
{
    const char *missing = missing_languages(ctx, texts);
    if (*missing)
        check_find(ctx, checkup, CHECK_TEXTS, level, field, SENTENCE_LANGUAGES_MISSING,
            {"languages", missing});
}

void check_texts(Ctx *ctx, Checkup *checkup)
{
    const Revision *revision = &checkup->revision;
    check_text(ctx, checkup, LEVEL_BLOCKING, "short_description", revision->short_description);
    check_text(ctx, checkup, LEVEL_BLOCKING, "description", revision->description);
    if (texts_in(revision->licence_info, "en"))
        check_text(ctx, checkup, LEVEL_WARNING, "licence_info", revision->licence_info);
    if (texts_in(revision->price_info, "en"))
        check_text(ctx, checkup, LEVEL_WARNING, "price_info", revision->price_info);
    for (size_t i = 0; i < checkup->plans.count; i++)
        if (texts_in(checkup->plans.items[i].description, "en"))
            check_text(ctx, checkup, LEVEL_WARNING,
                arena_printf(ctx->arena, "plans[%zu].description", i),
                checkup->plans.items[i].description);
    if (check_is_clean(checkup, CHECK_TEXTS))
        check_find(ctx, checkup, CHECK_TEXTS, LEVEL_OK, NULL, SENTENCE_TEXTS_COMPLETE);
}

// ── documents ────────────────────────────────────────────────────────────────────────────────

enum { PDF_END = 2048, SHORTEST_DOCUMENT = 40 }; // bytes

static bool has(Blob bytes, const char *word)
{
    return memmem(bytes.bytes, bytes.length, word, strlen(word)) != NULL;
}

static Blob end_of(Blob bytes)
{
    size_t length = bytes.length < PDF_END ? bytes.length : PDF_END;
    return (Blob){(const char *)bytes.bytes + bytes.length - length, length};
}

static void check_pdf(Ctx *ctx, Checkup *checkup, const char *field, const char *title, Blob bytes)
{
    static const char *const active[] = {"/JavaScript", "/JS ", "/JS(", "/Launch", "/EmbeddedFile"};
    if (!has(end_of(bytes), "%%EOF") || !has(bytes, "startxref"))
        check_find(ctx, checkup, CHECK_DOCUMENTS, LEVEL_BLOCKING, field,
            SENTENCE_DOCUMENT_UNREADABLE, {"title", title});
    if (has(bytes, "/Encrypt"))
        check_find(ctx, checkup, CHECK_DOCUMENTS, LEVEL_BLOCKING, field,
            SENTENCE_DOCUMENT_ENCRYPTED, {"title", title});
    for (size_t i = 0; i < COUNT_OF(active); i++)
        if (has(bytes, active[i])) {
            check_find(ctx, checkup, CHECK_DOCUMENTS, LEVEL_WARNING, field,
                SENTENCE_DOCUMENT_ACTIVE, {"title", title});
            return;
        }
}

static void check_eula(Ctx *ctx, Checkup *checkup)
{
    for (size_t i = 0; i < checkup->documents.count; i++)
        if (checkup->documents.items[i].kind == DOCUMENT_EULA)
            return;
    check_find(ctx, checkup, CHECK_DOCUMENTS, LEVEL_WARNING, "documents", SENTENCE_EULA_MISSING);
}

Error check_documents(Ctx *ctx, Checkup *checkup)
{
    for (size_t i = 0; i < checkup->documents.count; i++) {
        const Document *document = &checkup->documents.items[i];
        const char *field = arena_printf(ctx->arena, "documents[%zu]", i);
        Blob bytes;
        TRY(file_store_bytes(ctx, document->digest, &bytes));
        if (text_same(document->media_type, "application/pdf"))
            check_pdf(ctx, checkup, field, document->title, bytes);
        else if (bytes.length < SHORTEST_DOCUMENT)
            check_find(ctx, checkup, CHECK_DOCUMENTS, LEVEL_WARNING, field, SENTENCE_DOCUMENT_SHORT,
                {"title", document->title});
    }
    check_eula(ctx, checkup);
    if (check_is_clean(checkup, CHECK_DOCUMENTS))
        check_find(ctx, checkup, CHECK_DOCUMENTS, LEVEL_OK, NULL, SENTENCE_DOCUMENTS_READABLE,
            {"count", sentence_number(ctx->arena, (int64_t)checkup->documents.count)});
    return OK;
}

// ── the chart ────────────────────────────────────────────────────────────────────────────────

enum { MAX_NAMED = 5 }; // of a list: nobody reads more in a sentence

static const char *some_of(Ctx *ctx, const TextList *list)
{
    Text text = {.arena = ctx->arena};
    for (size_t i = 0; i < list->count && i < MAX_NAMED; i++)
        text_printf(&text, "%s%s", i ? ", " : "", list->items[i]);
    if (list->count > MAX_NAMED)
        text_add(&text, " …");
    return text_of(&text);
}

static bool is_pinned(const char *image)
{
    const char *name = strrchr(image, '/');
    const char *tag = strchr(name ? name : image, ':');
    return strchr(image, '@') || (tag && !text_same(tag, ":latest"));
}

static void check_images(Ctx *ctx, Checkup *checkup, const ChartInspection *chart)
{
    TextList loose = {arena_array_of(ctx->arena, const char *, chart->images.count), 0};
    for (size_t i = 0; i < chart->images.count; i++)
        if (!is_pinned(chart->images.items[i]))
            loose.items[loose.count++] = chart->images.items[i];
    if (loose.count)
        check_find(ctx, checkup, CHECK_CHART, LEVEL_WARNING, "kubernetes",
            SENTENCE_IMAGES_NOT_PINNED, {"images", some_of(ctx, &loose)});
}

static void check_reach(Ctx *ctx, Checkup *checkup, const ChartInspection *chart)
{
    size_t powers = chart->privileged.count + chart->host_access.count;
    if (chart->cluster_scoped.count)
        check_find(ctx, checkup, CHECK_CHART, LEVEL_WARNING, "kubernetes",
            SENTENCE_CHART_CLUSTER_SCOPED, {"objects", some_of(ctx, &chart->cluster_scoped)});
    if (chart->other_namespaces.count)
        check_find(ctx, checkup, CHECK_CHART, LEVEL_WARNING, "kubernetes",
            SENTENCE_CHART_OTHER_NAMESPACES, {"objects", some_of(ctx, &chart->other_namespaces)});
    if (powers)
        check_find(ctx, checkup, CHECK_CHART, LEVEL_WARNING, "kubernetes", SENTENCE_CHART_POWERS,
            {"count", sentence_number(ctx->arena, (int64_t)powers)});
    if (chart->without_requests.count)
        check_find(ctx, checkup, CHECK_CHART, LEVEL_WARNING, "kubernetes", SENTENCE_NO_REQUESTS,
            {"count", sentence_number(ctx->arena, (int64_t)chart->without_requests.count)});
}

void check_chart(Ctx *ctx, Checkup *checkup)
{
    const Chart *chart = checkup->chart;
    if (!chart && checkup->product.service_type == SERVICE_KUBERNETES)
        check_find(ctx, checkup, CHECK_CHART, LEVEL_BLOCKING, "kubernetes", SENTENCE_NO_CHART);
    if (!chart)
        return;
    if (chart->state == CHART_REFUSED)
        check_find(ctx, checkup, CHECK_CHART, LEVEL_BLOCKING, "kubernetes", SENTENCE_CHART_REFUSED,
            {"problem", .sentence = chart->problem});
    if (chart->state == CHART_PENDING)
        check_find(ctx, checkup, CHECK_CHART, LEVEL_WARNING, "kubernetes", SENTENCE_CHART_PENDING,
            {"problem", .sentence = chart->problem});
    if (chart->state == CHART_READY && chart->inspection) {
        check_images(ctx, checkup, chart->inspection);
        check_reach(ctx, checkup, chart->inspection);
    }
    if (check_is_clean(checkup, CHECK_CHART))
        check_find(ctx, checkup, CHECK_CHART, LEVEL_OK, NULL, SENTENCE_CHART_RENDERS,
            {"chart", chart->chart_name}, {"version", chart->chart_version});
}

// ── prices ───────────────────────────────────────────────────────────────────────────────────

enum { TIMES = 10 }; // so much more or less than before was hardly meant

static bool is_jump(Rate before, Rate after)
{
    __int128 was = (__int128)before.micros * after.per, is = (__int128)after.micros * before.per;
    return was > 0 && is > 0 && (is >= was * TIMES || was >= is * TIMES);
}

static const char *rate_text(Ctx *ctx, Rate rate)
{
    return rate.per == 1
               ? arena_printf(ctx->arena, "%s %.3s", micros_text(ctx->arena, rate.micros),
                     rate.currency.code)
               : arena_printf(ctx->arena, "%s %.3s / %lld", micros_text(ctx->arena, rate.micros),
                     rate.currency.code, (long long)rate.per);
}

static void check_jump(
    Ctx *ctx, Checkup *checkup, const char *field, const char *what, Rate before, Rate after)
{
    if (is_jump(before, after))
        check_find(ctx, checkup, CHECK_PRICES, LEVEL_WARNING, field, SENTENCE_PRICE_JUMP,
            {"what", what}, {"before", rate_text(ctx, before)}, {"after", rate_text(ctx, after)});
}

static const Price *find_price(const PlanList *plans, const Plan *plan, const Price *wanted)
{
    for (size_t i = 0; i < plans->count; i++)
        for (size_t j = 0;
             text_same(plans->items[i].code, plan->code) && j < plans->items[i].prices.count; j++) {
            const Price *price = &plans->items[i].prices.items[j];
            if (price->kind == wanted->kind && text_same(price->period, wanted->period) &&
                text_same(price->meter, wanted->meter))
                return price;
        }
    return NULL;
}

// Nothing is wrong with a price of zero where the licence is said to be free.
static bool is_free(LicenceType type)
{
    return type == LICENCE_FREE || type == LICENCE_OPEN_SOURCE || type == LICENCE_BYOL ||
           type == LICENCE_TRIAL;
}

static void check_plan(Ctx *ctx, Checkup *checkup, size_t number)
{
    const Plan *plan = &checkup->plans.items[number];
    const char *field = arena_printf(ctx->arena, "plans[%zu]", number);
    bool costs = false;
    for (size_t i = 0; i < plan->prices.count; i++) {
        const Price *price = &plan->prices.items[i];
        const Price *before = find_price(&checkup->active_plans, plan, price);
        costs |= price->rate.micros > 0;
        if (before)
            check_jump(ctx, checkup, arena_printf(ctx->arena, "%s.prices[%zu].amount", field, i),
                plan->name, before->rate, price->rate);
    }
    if (!plan->prices.count && !texts_in(plan->price_text, "en") && !checkup->models.count)
        check_find(ctx, checkup, CHECK_PRICES, LEVEL_WARNING, field, SENTENCE_PRICE_MISSING,
            {"plan", plan->name});
    else if (plan->prices.count && !costs && !checkup->models.count &&
             !is_free(checkup->product.licence_type))
        check_find(ctx, checkup, CHECK_PRICES, LEVEL_WARNING, field, SENTENCE_PRICE_ZERO,
            {"what", plan->name});
}

static void check_model_rates(Ctx *ctx, Checkup *checkup, size_t number)
{
    const AiModel *model = &checkup->models.items[number];
    const char *field = arena_printf(ctx->arena, "ai.models[%zu].rates", number);
    if (!model->rate_in.micros && !model->rate_out.micros &&
        !is_free(checkup->product.licence_type))
        check_find(ctx, checkup, CHECK_PRICES, LEVEL_WARNING, field, SENTENCE_PRICE_ZERO,
            {"what", model->name});
    for (size_t i = 0; i < checkup->active_models.count; i++) {
        const AiModel *before = &checkup->active_models.items[i];
        if (!text_same(before->name, model->name))
            continue;
        check_jump(ctx, checkup, arena_printf(ctx->arena, "%s.in", field), model->name,
            before->rate_in, model->rate_in);
        check_jump(ctx, checkup, arena_printf(ctx->arena, "%s.out", field), model->name,
            before->rate_out, model->rate_out);
    }
}

void check_prices(Ctx *ctx, Checkup *checkup)
{
    for (size_t i = 0; i < checkup->plans.count; i++)
        check_plan(ctx, checkup, i);
    for (size_t i = 0; i < checkup->models.count; i++)
        check_model_rates(ctx, checkup, i);
    if (!checkup->plans.count)
        check_find(ctx, checkup, CHECK_PRICES, LEVEL_WARNING, "plans", SENTENCE_PLANS_MISSING);
    if (check_is_clean(checkup, CHECK_PRICES))
        check_find(ctx, checkup, CHECK_PRICES, LEVEL_OK, NULL, SENTENCE_PRICES_SANE);
}

// ── licences ─────────────────────────────────────────────────────────────────────────────────

static bool says_nothing(const char *licence)
{
    static const char *const nothings[] = {
        "-", "?", "none", "unknown", "n/a", "na", "tbd", "todo", "various", "other"};
    for (size_t i = 0; i < COUNT_OF(nothings); i++)
        if (strcasecmp(licence, nothings[i]) == 0)
            return true;
    return false;
}

// Whether software is handed out, so that its licences matter.
static bool brings_software(ServiceType type)
{
    return type == SERVICE_KUBERNETES || type == SERVICE_IMAGE;
}

void check_licences(Ctx *ctx, Checkup *checkup)
{
    const UsedSoftwareList *list = &checkup->revision.used_software;
    for (size_t i = 0; i < list->count; i++)
        if (says_nothing(list->items[i].licence))
            check_find(ctx, checkup, CHECK_LICENCES, LEVEL_BLOCKING,
                arena_printf(ctx->arena, "used_software[%zu].licence", i), SENTENCE_LICENCE_UNKNOWN,
                {"software", list->items[i].name}, {"licence", list->items[i].licence});
    if (!list->count && brings_software(checkup->product.service_type))
        check_find(ctx, checkup, CHECK_LICENCES, LEVEL_WARNING, "used_software",
            SENTENCE_SOFTWARE_MISSING);
    if (check_is_clean(checkup, CHECK_LICENCES))
        check_find(ctx, checkup, CHECK_LICENCES, LEVEL_OK, NULL, SENTENCE_LICENCES_KNOWN,
            {"count", sentence_number(ctx->arena, (int64_t)list->count)});
}
