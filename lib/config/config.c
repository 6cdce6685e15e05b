#include "config.h"

#include "base/moment.h"
#include "base/text.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Unit {
    const char *name;
    int64_t size;
} Unit;

static const Unit durations[] = {
    {"ms", 1000}, {"s", SECOND}, {"min", MINUTES(1)}, {"h", HOURS(1)}, {"d", DAYS(1)}, {NULL, 0}};
static const Unit sizes[] = {
    {"B", 1}, {"KB", 1024}, {"MB", 1024 * 1024}, {"GB", 1024 * 1024 * 1024}, {NULL, 0}};

static bool number_read(const char *text, const Unit *units, int64_t *ret_number)
{
    char *end;
    errno = 0;
    int64_t number = strtoll(text, &end, 10);
    if (end == text || errno)
        return false;
    if (!units) {
        *ret_number = number;
        return !*end;
    }
    for (; units->name; units++)
        if (strcmp(end, units->name) == 0)
            return !__builtin_mul_overflow(number, units->size, ret_number);
    return false;
}

static bool bool_read(const char *text, bool *ret_flag)
{
    *ret_flag = text_same(text, "yes") || text_same(text, "true") || text_same(text, "1");
    return *ret_flag || text_same(text, "no") || text_same(text, "false") || text_same(text, "0");
}

static const char *expected(SettingKind kind)
{
    switch (kind) {
    case SETTING_INT: return "a whole number";
    case SETTING_BOOL: return "yes or no";
    case SETTING_DURATION: return "a duration such as 300s, 5min, 24h or 30d";
    case SETTING_BYTES: return "a size such as 512KB or 16MB";
    case SETTING_TEXT: return "a text";
    }
    abort();
}

// Stores the value; NULL, or what is wrong with it.
static const char *value_problem(
    Arena *arena, const Setting *setting, const char *value, void *record)
{
    void *member = (char *)record + setting->offset;
    int64_t number;
    switch (setting->kind) {
    case SETTING_TEXT:
        *(const char **)member = arena_text(arena, value, strlen(value));
        return NULL;
    case SETTING_BOOL:
        if (bool_read(value, member))
            return NULL;
        break;
    case SETTING_INT:
    case SETTING_DURATION:
    case SETTING_BYTES:
        if (!number_read(value,
                setting->kind == SETTING_INT        ? NULL
                : setting->kind == SETTING_DURATION ? durations
                                                    : sizes,
                &number))
            break;
        if (setting->max && (number < setting->min || number > setting->max))
            return arena_printf(arena, "%s: %s is out of range.", setting->name, value);
        *(int64_t *)member = number;
        return NULL;
    }
    return arena_printf(arena, "%s: \"%s\" is not %s.", setting->name,
        setting->is_secret ? "…" : value, expected(setting->kind));
}

static const Setting *setting_named(const Setting *settings, const char *name)
{
    for (; settings->name; settings++)
        if (strcmp(settings->name, name) == 0)
            return settings;
    return NULL;
}

static size_t count_of(const Setting *settings)
{
    size_t count = 0;
    while (settings[count].name)
        count++;
    return count;
}

static const char *line_problem(
    Arena *arena, const Setting *settings, const char *line, bool *seen, void *record)
{
    line = text_trimmed(arena, line);
    if (!*line || *line == '#')
        return NULL;
    const char *equals = strchr(line, '=');
    if (!equals)
        return "a line is NAME = VALUE, or begins with #.";
    const char *name = text_trimmed(arena, arena_text(arena, line, (size_t)(equals - line)));
    const Setting *setting = setting_named(settings, name);
    if (!setting)
        return arena_printf(arena, "there is no setting %s.", name);
    if (seen[setting - settings])
        return arena_printf(arena, "%s stands here a second time.", name);
    seen[setting - settings] = true;
    return value_problem(arena, setting, text_trimmed(arena, equals + 1), record);
}

static const char *file_problem(
    Arena *arena, const Setting *settings, const char *path, void *record)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return arena_printf(arena, "%s: %s.", path, strerror(errno));
    char *line = NULL;
    size_t room = 0;
    bool *seen = arena_array_of(arena, bool, count_of(settings));
    const char *problem = NULL;
    for (int number = 1; !problem && getline(&line, &room, file) >= 0; number++) {
        problem = line_problem(arena, settings, line, seen, record);
        if (problem)
            problem = arena_printf(arena, "%s, line %d: %s", path, number, problem);
    }
    free(line);
    fclose(file);
    return problem;
}

static const char *environment_name(Arena *arena, const char *name)
{
    char *upper = arena_printf(arena, "KONTOR_%s", name);
    for (char *c = upper; *c; c++)
        if (*c >= 'a' && *c <= 'z')
            *c = (char)(*c - 'a' + 'A');
    return upper;
}

static const char *environment_problem(Arena *arena, const Setting *settings, void *record)
{
    for (; settings->name; settings++) {
        const char *name = environment_name(arena, settings->name), *value = getenv(name);
        const char *problem = value ? value_problem(arena, settings, value, record) : NULL;
        if (problem)
            return arena_printf(arena, "In the environment, %s: %s", name, problem);
    }
    return NULL;
}

const char **config_unknown(Arena *arena, const Setting *settings)
{
    size_t count = 0;
    while (environ[count])
        count++;
    const char **unknown = arena_array_of(arena, const char *, count + 1), **next = unknown;
    for (size_t i = 0; i < count; i++) {
        const char *name = arena_text(arena, environ[i], strcspn(environ[i], "="));
        bool is_known = !text_starts_with(name, "KONTOR_");
        for (const Setting *setting = settings; setting->name && !is_known; setting++)
            is_known = strcmp(environment_name(arena, setting->name), name) == 0;
        if (!is_known)
            *next++ = name;
    }
    *next = NULL;
    return unknown;
}

bool config_read(Arena *arena, const Setting *settings, const char *path, void *ret_record,
    const char **ret_problem)
{
    const char *problem = NULL;
    for (const Setting *setting = settings; setting->name && !problem; setting++)
        problem = value_problem(arena, setting, setting->otherwise, ret_record);
    if (!problem && path)
        problem = file_problem(arena, settings, path, ret_record);
    if (!problem)
        problem = environment_problem(arena, settings, ret_record);
    *ret_problem = problem;
    return !problem;
}

const char *config_sample(Arena *arena, const Setting *settings)
{
    Text out = {.arena = arena};
    text_add(&out,
        "# Settings of Kontor with their defaults. Each can also be given in the\n"
        "# environment, as KONTOR_ and the name in capitals; that wins.\n");
    for (; settings->name; settings++)
        text_printf(
            &out, "\n# %s\n# %s = %s\n", settings->about, settings->name, settings->otherwise);
    return text_of(&out);
}
