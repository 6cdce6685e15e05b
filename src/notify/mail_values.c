#include "mail_values.h"

#include "base/text.h"
#include "settings.h"

void mail_values_add(MailValues *values, const char *name, const char *value)
{
    if (values->count < MAX_MAIL_VALUES - 1)
        values->items[values->count++] = (MailValue){name, value};
}

typedef struct DateWords {
    const char *language, *after_day, *after_first;
    const char *months[12];
} DateWords;

static const DateWords date_words[] = {
    {"en", "", "",
        {"January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December"}},
    {"de", ".", ".",
        {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
            "Oktober", "November", "Dezember"}},
    {"fr", "", "er",
        {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
            "octobre", "novembre", "décembre"}},
    {"cs", ".", ".",
        {"ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září",
            "října", "listopadu", "prosince"}},
};

const char *day_text(Arena *arena, const char *language, Date date)
{
    const DateWords *words = &date_words[0];
    for (size_t i = 0; i < COUNT_OF(date_words); i++)
        if (text_same(date_words[i].language, language))
            words = &date_words[i];
    int day = date.yyyymmdd % 100, month = date.yyyymmdd / 100 % 100;
    return arena_printf(arena, "%d%s %s %d", day, day == 1 ? words->after_first : words->after_day,
        words->months[month - 1], date.yyyymmdd / 10000);
}

const char *moment_text(Arena *arena, const char *language, Time time)
{
    return arena_printf(arena, "%s, %.5s UTC", day_text(arena, language, date_of(time, "UTC")),
        time_text(arena, time) + 11);
}

void mail_values_add_from(
    Arena *arena, MailValues *values, const char *language, const char *name, const char *value)
{
    Date date;
    Time time;
    bool is_when = text_same(name, "until") || text_same(name, "date");
    if (is_when && date_read(value, &date))
        value = day_text(arena, language, date);
    else if (is_when && time_read(value, &time))
        value = moment_text(arena, language, time);
    mail_values_add(values, name, value);
}

static void add_data(Arena *arena, MailValues *values, const JsonValue *data, const char *language)
{
    for (const JsonValue *name = json_first(data); name;) {
        const JsonValue *value = json_next(data, name);
        if (value->kind == JSON_TEXT)
            mail_values_add_from(arena, values, language, name->text, value->text);
        name = json_next(data, value);
    }
}

void mail_values_read(
    Ctx *ctx, const JsonValue *data, const char *language, Time moment, MailValues *ret_values)
{
    *ret_values = (MailValues){.count = 0};
    mail_values_add(ret_values, "operator", settings()->operator_name);
    mail_values_add(ret_values, "public_url", settings()->public_url);
    mail_values_add(ret_values, "support", settings()->support_email);
    mail_values_add(ret_values, "moment", moment_text(ctx->arena, language, moment));
    add_data(ctx->arena, ret_values, data, language);
}
