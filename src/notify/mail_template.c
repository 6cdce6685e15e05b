#include "mail_template.h"

#include "base/text.h"
#include "identity/throttle.h"
#include "identity/user.h"
#include "mail_template_store.h"
#include "mail_values.h"
#include "message.h"
#include "settings.h"

#include <string.h>

enum { MAX_NAMES = 20 };

static SHAPE(built_in_shape, MailText, FIELD(MailText, subject, .required = true),
    FIELD(MailText, body, .required = true), FIELD(MailText, button, .required = true),
    FIELD(MailText, why, .required = true));

SHAPE(mail_template_shape, MailTemplate,
    FIELD_ENUM(MailTemplate, kind, mail_kind_names, .required = true),
    FIELD(MailTemplate, language, .required = true),
    FIELD_ENUM(MailTemplate, group, mail_group_names, .required = true),
    FIELD(MailTemplate, event, .required = true, .about = "The event that it tells."),
    FIELD(MailTemplate, subject, .required = true),
    FIELD(MailTemplate, body, .required = true, .about = "Paragraphs, with empty lines between."),
    FIELD(MailTemplate, button, .required = true, .about = "What the link does."),
    FIELD(MailTemplate, why, .required = true, .about = "Why one gets this mail."),
    FIELD_OBJECT(MailTemplate, built_in, built_in_shape, .required = true),
    FIELD(MailTemplate, placeholders, .about = "{names} that may stand in subject and body."),
    FIELD(MailTemplate, required, .about = "Those that must."), FIELD(MailTemplate, is_changed),
    FIELD(MailTemplate, changed_by_name), FIELD(MailTemplate, changed_at),
    FIELD(MailTemplate, version, .required = true));

SHAPE(mail_template_summary_shape, MailTemplateSummary,
    FIELD_ENUM(MailTemplateSummary, kind, mail_kind_names, .required = true),
    FIELD_ENUM(MailTemplateSummary, group, mail_group_names, .required = true),
    FIELD(MailTemplateSummary, event, .required = true),
    FIELD(MailTemplateSummary, subject, .required = true),
    FIELD(MailTemplateSummary, changed_languages,
        .about = "In which the operator's words are in force."));

#define WORDS(is_required)                                                                         \
    FIELD(MailDraft, subject, .required = is_required, .max = 200, .pattern = ONE_LINE),           \
        FIELD(MailDraft, body, .required = is_required, .max = 5000),                              \
        FIELD(MailDraft, button, .required = is_required, .max = 60, .pattern = ONE_LINE),         \
        FIELD(MailDraft, why, .required = is_required, .max = 500, .pattern = ONE_LINE)

SHAPE(mail_draft_shape, MailDraft, WORDS(false));
SHAPE_NAMED(new_mail_template_shape, MailDraft, "NewMailTemplate", WORDS(true));

SHAPE(mail_preview_shape, MailPreview, FIELD(MailPreview, subject, .required = true),
    FIELD(MailPreview, text, .required = true), FIELD(MailPreview, html, .required = true),
    FIELD(MailPreview, is_real, .about = "Filled with what really happened last."));

// ── {names} ──────────────────────────────────────────────────────────────────────────────────

static const char *const common_names[] = {"operator", "public_url", "support"};

// Without these a mail says nothing that helps.
static const char *const weighty_names[] = {"reason", "reasons", "text", "cause", "hours", "code",
    "minutes", "moment", "tokens", "others", "role", "roles"};

static bool is_one_of(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (text_same(names[i], name))
            return true;
    return false;
}

static bool is_in(TextList names, const char *name)
{
    return is_one_of(names.items, names.count, name);
}

static void add_name(TextList *names, const char *name)
{
    if (names->count < MAX_NAMES && !is_in(*names, name))
        names->items[names->count++] = name;
}

// The next name in braces; what is no name, such as an open brace, is "". *at goes behind it.
static const char *name_next(Arena *arena, const char **at)
{
    const char *open = strchr(*at, '{');
    if (!open)
        return NULL;
    size_t length = strspn(open + 1, "abcdefghijklmnopqrstuvwxyz_");
    bool is_closed = open[1 + length] == '}';
    *at = open + 1 + length + is_closed;
    return is_closed ? arena_text(arena, open + 1, length) : "";
}

static void add_names_of(Arena *arena, const char *text, TextList *names)
{
    for (const char *name; (name = name_next(arena, &text));)
        add_name(names, name);
}

static void names_read(Arena *arena, MailKind kind, TextList *ret_known, TextList *ret_required)
{
    const MailText *text = &mail_texts_en.of[kind];
    TextList known = {arena_array_of(arena, const char *, MAX_NAMES), 0};
    TextList required = {arena_array_of(arena, const char *, MAX_NAMES), 0};
    add_names_of(arena, text->subject, &known);
    add_names_of(arena, text->body, &known);
    for (size_t i = 0; i < known.count; i++)
        if (is_one_of(weighty_names, COUNT_OF(weighty_names), known.items[i]))
            add_name(&required, known.items[i]);
    for (size_t i = 0; i < COUNT_OF(common_names); i++)
        add_name(&known, common_names[i]);
    *ret_known = known;
    *ret_required = required;
}

static void check_names(Ctx *ctx, const char *field, const char *text, TextList known)
{
    for (const char *name; (name = name_next(ctx->arena, &text));)
        if (!*name)
            fault(ctx, field, "bad_placeholder",
                "A brace begins the name of a value, such as {support}, and another ends it.");
        else if (!is_in(known, name))
            fault(ctx, field, "unknown_placeholder", "This mail knows no {%s} here.", name);
}

static Error words_check(Ctx *ctx, const MailTemplate *template, const MailDraft *words)
{
    static const TextList none = {NULL, 0};
    TextList used = {arena_array_of(ctx->arena, const char *, MAX_NAMES), 0};
    check_names(ctx, "subject", words->subject, template->placeholders);
    check_names(ctx, "body", words->body, template->placeholders);
    check_names(ctx, "button", words->button, none);
    check_names(ctx, "why", words->why, none);
    add_names_of(ctx->arena, words->subject, &used);
    add_names_of(ctx->arena, words->body, &used);
    for (size_t i = 0; i < template->required.count; i++)
        if (!is_in(used, template->required.items[i]))
            fault(ctx, "body", "missing_placeholder", "{%s} is missing: the mail needs it.",
                template->required.items[i]);
    return faults(ctx);
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────

static const char *const languages[] = {"en", "de", "fr", "cs"};

static Error kind_named(Ctx *ctx, const char *name, MailKind *ret_kind)
{
    for (MailKind kind = 0; kind < MAIL_KINDS; kind++)
        if (text_same(mail_kind_names[kind], name)) {
            *ret_kind = kind;
            return OK;
        }
    return fail(ctx, NOT_FOUND, "not_found", "There is no mail of that kind.");
}

static Error words_in_force(Ctx *ctx, MailTemplate *template)
{
    template->built_in = mail_texts_in(template->language)->of[template->kind];
    Error error = mail_template_store_get(ctx, template->kind, template->language, template);
    if (error == NOT_FOUND) {
        template->subject = template->built_in.subject;
        template->body = template->built_in.body;
        template->button = template->built_in.button;
        template->why = template->built_in.why;
        return OK;
    }
    template->is_changed = true;
    template->version = template->changed_at.us;
    return error;
}

Error mail_template_get(
    Ctx *ctx, const char *kind, const char *language, MailTemplate *ret_template)
{
    MailTemplate template = {.language = language};
    TRY(kind_named(ctx, kind, &template.kind));
    if (!is_one_of(languages, COUNT_OF(languages), language))
        return fail(ctx, NOT_FOUND, "not_found", "Mails are written in en, de, fr and cs.");
    template.group = mail_origins[template.kind].group;
    template.event = mail_origins[template.kind].event;
    names_read(ctx->arena, template.kind, &template.placeholders, &template.required);
    TRY(words_in_force(ctx, &template));
    *ret_template = template;
    return OK;
}

static MailTemplateSummary summary_of(Ctx *ctx, MailKind kind, const ChangedMailList *changed)
{
    MailTemplateSummary summary = {
        .kind = kind,
        .group = mail_origins[kind].group,
        .event = mail_origins[kind].event,
        .subject = mail_texts_in(ctx->language)->of[kind].subject,
        .changed_languages = {arena_array_of(ctx->arena, const char *, COUNT_OF(languages)), 0},
    };
    for (size_t i = 0; i < changed->count; i++)
        if (text_same(changed->items[i].kind, mail_kind_names[kind]))
            summary.changed_languages.items[summary.changed_languages.count++] =
                changed->items[i].language;
    return summary;
}

Error mail_template_list(Ctx *ctx, MailTemplateList *ret_templates)
{
    ChangedMailList changed;
    TRY(mail_template_store_list(ctx, &changed));
    ret_templates->items = arena_array_of(ctx->arena, MailTemplateSummary, MAIL_KINDS);
    ret_templates->count = 0;
    for (MailGroup group = 0; group < MAIL_GROUPS; group++)
        for (MailKind kind = 0; kind < MAIL_KINDS; kind++)
            if (mail_origins[kind].group == group)
                ret_templates->items[ret_templates->count++] = summary_of(ctx, kind, &changed);
    return OK;
}

Error mail_template_text(Ctx *ctx, MailKind kind, const char *language, MailText *ret_text)
{
    MailTemplate template = {.kind = kind, .language = mail_texts_in(language)->language};
    TRY(words_in_force(ctx, &template));
    *ret_text = (MailText){template.subject, template.body, template.button, template.why};
    return OK;
}

// ── changing ─────────────────────────────────────────────────────────────────────────────────

static Error emit(Ctx *ctx, const MailTemplate *template, const char *event, const MailDraft *draft)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    json_put(data, "kind", mail_kind_names[template->kind]);
    json_put(data, "language", template->language);
    if (draft)
        json_record(data, "draft", &mail_draft_shape, draft);
    json_end_object(data);
    return event_emit(
        ctx, event, ctx->actor.organization_id, ctx->actor.user_id, json_finish(data));
}

static Error require_changed(Ctx *ctx, int64_t count)
{
    if (count)
        return OK;
    return fail(ctx, CONFLICT, "edited_meanwhile",
        "Somebody else has changed this text meanwhile; read it again.");
}

// Paragraphs are told by line feeds alone.
static const char *without_returns(Arena *arena, const char *text)
{
    Text out = {.arena = arena};
    for (; *text; text++)
        if (*text != '\r')
            text_append(&out, text, 1);
    return text_of(&out);
}

Error mail_template_change(Ctx *ctx, const MailTemplate *before, const MailDraft *words)
{
    int64_t count;
    MailDraft kept = *words;
    kept.body = without_returns(ctx->arena, words->body);
    TRY(words_check(ctx, before, &kept));
    TRY(before->is_changed ? mail_template_store_change(ctx, before, &kept, &count)
                           : mail_template_store_create(ctx, before, &kept, &count));
    TRY(require_changed(ctx, count));
    return emit(ctx, before, "mail_template.changed", NULL);
}

Error mail_template_remove(Ctx *ctx, const MailTemplate *before)
{
    int64_t count;
    if (!before->is_changed)
        return OK;
    TRY(mail_template_store_remove(ctx, before, &count));
    TRY(require_changed(ctx, count));
    return emit(ctx, before, "mail_template.reset", NULL);
}

// ── seeing what it looks like ────────────────────────────────────────────────────────────────

static const MailValue samples[] = {
    {"organization", "Acme Logistics"},
    {"company", "Acme Logistics GmbH"},
    {"person", "Erika Muster"},
    {"former", "Max Mustermann"},
    {"author", "Erika Muster"},
    {"seller", "Nimbus Labs"},
    {"product", "Nimbus Chat"},
    {"plan", "Standard"},
    {"subscription", "Nimbus Chat"},
    {"workload", "shop"},
    {"cluster", "production"},
    {"namespace", "shop"},
    {"webhook", "CRM"},
    {"cloud", "acme-production"},
    {"reference", "7K2M-Q4XD"},
    {"until", "2026-12-31"},
    {"reason", "The registration number is missing."},
    {"reasons", "- Nobody gets to the documentation."},
    {"number", "2"},
    {"version", "1.4"},
    {"cause", "The image nginx:1.99 cannot be pulled."},
    {"text", "Could you make us an offer for 40 people?\n\nWe would begin in May."},
    {"hours", "24"},
    {"minutes", "5"},
    {"tokens", "1"},
    {"others", "2"},
    {"device", "Telephone"},
    {"token", "CI"},
    {"email", "erika@acme.example"},
    {"unused", "9"},
    {"role", "Purchasing"},
    {"roles", "Reports, Purchasing"},
    {"date", "2026-12-01"},
};

static void add_samples(Ctx *ctx, const MailTemplate *template, MailValues *values)
{
    for (size_t i = 0; i < COUNT_OF(samples); i++)
        mail_values_add_from(
            ctx->arena, values, template->language, samples[i].name, samples[i].value);
    for (size_t i = 0; i < template->placeholders.count; i++) // one that nobody gave a sample
        mail_values_add(values, template->placeholders.items[i],
            arena_printf(ctx->arena, "‹%s›", template->placeholders.items[i]));
}

// What a daily mail could list.
static const MailKind sample_entries[] = {
    MAIL_ORDER_COMPLETED, MAIL_REQUEST_SEEN, MAIL_PRODUCT_UNPUBLISHED};

static void list_samples(
    Ctx *ctx, const MailTemplate *template, const MailValues *values, MailEntry *ret_entries)
{
    for (size_t i = 0; i < COUNT_OF(sample_entries); i++)
        ret_entries[i] = (MailEntry){
            render_text(ctx->arena,
                mail_texts_in(template->language)->of[sample_entries[i]].subject, values->items),
            settings()->public_url};
}

static bool is_private(MailGroup group)
{
    return group == GROUP_WORKLOADS || group == GROUP_REQUESTS || group == GROUP_LEADS ||
           group == GROUP_SECURITY || group == GROUP_DIGEST;
}

static Error last_data(Ctx *ctx, const MailTemplate *template, const JsonValue **ret_data)
{
    const char *problem, *data = NULL;
    if (!is_private(template->group))
        TRY(mail_template_store_get_last(ctx, template->kind, &data));
    *ret_data = data ? json_parse(ctx->arena, data, strlen(data), &problem) : NULL;
    return OK;
}

static Error words_of(
    Ctx *ctx, const MailTemplate *template, const MailDraft *draft, MailDraft *ret_words)
{
    *ret_words = (MailDraft){
        draft->subject ? draft->subject : template->subject,
        without_returns(ctx->arena, draft->body ? draft->body : template->body),
        draft->button ? draft->button : template->button,
        draft->why ? draft->why : template->why,
    };
    return words_check(ctx, template, ret_words);
}

Error mail_template_preview(
    Ctx *ctx, const MailTemplate *template, const MailDraft *draft, MailPreview *ret_preview)
{
    MailValues values;
    const JsonValue *data;
    TRY(last_data(ctx, template, &data));
    mail_values_read(ctx, data, template->language, ctx->now, &values);
    add_samples(ctx, template, &values); // of two values the first counts
    MailDraft words;
    TRY(words_of(ctx, template, draft, &words));
    const char *path = json_text_member(data, "path");
    MailEntry entries[COUNT_OF(sample_entries)];
    list_samples(ctx, template, &values, entries);
    Rendered mail = render_mail(ctx->arena,
        &(MailParts){
            .language = template->language,
            .text = &(MailText){words.subject, words.body, words.button, words.why},
            .values = values.items,
            .link = arena_printf(ctx->arena, "%s%s", settings()->public_url, path ? path : "/"),
            .entries = {entries, template->kind == MAIL_DIGEST ? COUNT_OF(entries) : 0},
        });
    *ret_preview = (MailPreview){mail.subject, mail.text, mail.html, data != NULL};
    return OK;
}

Error mail_template_send_test(Ctx *ctx, const MailTemplate *template, const MailDraft *draft)
{
    static const Throttle tests = {"mail_template_test", 20, HOURS(1)};
    TRY(throttle_count(ctx, &tests, ctx->actor.user_id.text));
    MailDraft words;
    TRY(words_of(ctx, template, draft, &words));
    words.subject = arena_printf(ctx->arena, "[Test] %s", words.subject);
    return emit(ctx, template, "mail_template.tested", &words);
}

static const char *value_of(const MailValues *values, const char *name)
{
    for (size_t i = 0; i < values->count; i++)
        if (text_same(values->items[i].name, name))
            return values->items[i].value;
    return NULL;
}

// Each name once, as JSON wants it.
static const char *test_data(
    Ctx *ctx, const MailTemplate *template, const MailValues *values, const JsonValue *draft)
{
    Json *data = json_new(ctx->arena);
    json_begin_object(data, NULL);
    for (size_t i = 0; i < template->placeholders.count; i++)
        json_put(data, template->placeholders.items[i],
            value_of(values, template->placeholders.items[i]));
    json_raw(data, "draft", arena_text(ctx->arena, draft->raw, draft->raw_length));
    json_end_object(data);
    return json_finish(data);
}

Error mail_template_tested(Ctx *ctx, const Event *event)
{
    User user;
    const JsonValue *told = event_read_data(ctx, event);
    MailTemplate template;
    MailValues values;
    const JsonValue *data;
    TRY(mail_template_get(
        ctx, json_text_member(told, "kind"), json_text_member(told, "language"), &template));
    TRY(user_get(ctx, event->actor_user_id, &user));
    TRY(last_data(ctx, &template, &data));
    mail_values_read(ctx, data, template.language, ctx->now, &values);
    add_samples(ctx, &template, &values);
    return message_create(ctx, event, template.kind,
        (Recipient){.email = user.email, .language = template.language},
        test_data(ctx, &template, &values, json_member(told, "draft")));
}
