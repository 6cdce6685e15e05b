#include "key_path.h"

#include "base/text.h"

#include <string.h>

// A name up to the next dot or bracket; "\." is a dot in it.
static const char *read_name(Arena *arena, const char **at)
{
    Text name = {.arena = arena};
    for (; **at && !strchr(".[]", **at); ++*at) {
        if (**at == '\\' && !*++*at)
            return "";
        text_append(&name, *at, 1);
    }
    return text_of(&name);
}

static bool read_index(const char **at, int64_t *ret_index)
{
    size_t digits = strspn(*at + 1, "0123456789");
    if (!digits || digits > 2 || (*at)[1 + digits] != ']')
        return false;
    *ret_index = 0;
    for (size_t i = 1; i <= digits; i++)
        *ret_index = *ret_index * 10 + ((*at)[i] - '0');
    *at += digits + 2;
    return true;
}

bool key_path_read(Arena *arena, const char *text, KeyPath *ret_path)
{
    KeyPath path = {.count = 0};
    bool wants_name = true;
    while (wants_name || *text) {
        KeyStep *step = &path.steps[path.count];
        if (path.count++ == MAX_KEY_STEPS)
            return false;
        if (wants_name ? !*(step->name = read_name(arena, &text)) : *text != '[')
            return false;
        if (!wants_name && !read_index(&text, &step->index))
            return false;
        wants_name = *text == '.';
        text += wants_name;
    }
    *ret_path = path;
    return true;
}

bool key_path_meets(const KeyPath *a, const KeyPath *b)
{
    for (size_t i = 0; i < a->count && i < b->count; i++)
        if (!text_same(a->steps[i].name, b->steps[i].name) ||
            a->steps[i].index != b->steps[i].index)
            return false;
    return true;
}
