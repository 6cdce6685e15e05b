#include "query.h"

#include <string.h>
#include <strings.h>

enum { MAX_QUERY_MEMBERS = 64 };

// The names that came, so that none comes twice.
typedef struct Names {
    const char *items[MAX_QUERY_MEMBERS];
    size_t count;
} Names;

static bool has_name(const Names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i], name) == 0)
            return true;
    return false;
}

static void member_read(
    Ctx *ctx, Names *names, const Shape *shape, const char *text, size_t length, void *ret_record)
{
    size_t name_length = strcspn(text, "=&");
    size_t value_at = name_length < length ? name_length + 1 : length;
    const char *name = text_url_decoded(ctx->arena, text, name_length, true);
    const char *value = text_url_decoded(ctx->arena, text + value_at, length - value_at, true);
    const Field *field = shape && name ? shape_field(shape, name, strlen(name)) : NULL;
    if (!name || !value)
        fault(ctx, name ? name : "", "malformed", "The query is no percent-encoded UTF-8.");
    else if (!field || field->hidden)
        fault(ctx, name, "not_known", "%s is not known here.", name);
    else if (has_name(names, name))
        fault(ctx, name, "repeated", "%s may be there only once.", name);
    else if (*value) {
        names->items[names->count++] = name;
        field_read_text(ctx, field, name, value, ret_record);
    }
}

static void require_members(Ctx *ctx, const Names *names, const Shape *shape)
{
    for (const Field *field = shape->fields; field->name; field++)
        if (field->required && !has_name(names, field->name))
            fault_required(ctx, field->name);
}

Error query_read(Ctx *ctx, const char *query_text, const Shape *shape, void *ret_record)
{
    Names names = {0};
    size_t count = 0;
    if (shape)
        memset(ret_record, 0, shape->size);
    for (const char *at = query_text ? query_text : ""; *at; at += *at == '&') {
        size_t length = strcspn(at, "&");
        if (length && ++count > MAX_QUERY_MEMBERS)
            return fail(ctx, INVALID, "invalid_query", "The query has too many members.");
        if (length)
            member_read(ctx, &names, shape, at, length, ret_record);
        at += length;
    }
    if (shape)
        require_members(ctx, &names, shape);
    Error error = faults(ctx);
    if (error)
        ctx->failure.code = "invalid_query";
    return error;
}

// One element of a comma-separated header: its first word, and its q parameter in thousandths.
typedef struct Choice {
    const char *word;
    size_t length;
    int weight;
} Choice;

static int weight_of(const char *parameters, size_t length)
{
    const char *q = memmem(parameters, length, "q=", 2);
    if (!q)
        return 1000;
    int weight = 0, scale = 1000;
    for (q += 2; q < parameters + length; q++) {
        if (*q >= '0' && *q <= '9' && scale) {
            weight += (*q - '0') * scale;
            scale /= 10;
        } else if (*q != '.') {
            break;
        }
    }
    return weight;
}

static bool choice_read(const char **at, Choice *ret_choice)
{
    const char *text = *at + strspn(*at, " \t,");
    if (!*text)
        return false;
    size_t length = strcspn(text, ","), word = strcspn(text, ";, \t");
    *ret_choice = (Choice){text, word, weight_of(text + word, length - word)};
    *at = text + length;
    return true;
}

static bool word_is(const Choice *choice, const char *word)
{
    return choice->length == strlen(word) && strncasecmp(choice->word, word, choice->length) == 0;
}

const char *language_wanted(const char *accept_language)
{
    static const char *const languages[] = {"en", "de", "fr", "cs"};
    const char *best = NULL;
    int best_weight = 0;
    Choice choice;
    for (const char *at = accept_language ? accept_language : ""; choice_read(&at, &choice);)
        for (size_t i = 0; i < COUNT_OF(languages); i++)
            if (choice.weight > best_weight && strncasecmp(choice.word, languages[i], 2) == 0 &&
                (choice.length == 2 || choice.word[2] == '-')) {
                best = languages[i];
                best_weight = choice.weight;
            }
    return best;
}

bool media_type_is(const char *content_type, const char *accepted)
{
    size_t length = content_type ? strcspn(content_type, "; \t") : 0;
    Choice choice;
    while (length && choice_read(&accepted, &choice))
        if (choice.length == length && strncasecmp(choice.word, content_type, length) == 0)
            return true;
    return false;
}

bool gzip_is_accepted(const char *accept_encoding)
{
    Choice choice;
    for (const char *at = accept_encoding ? accept_encoding : ""; choice_read(&at, &choice);)
        if (word_is(&choice, "gzip"))
            return choice.weight > 0;
    return false;
}
