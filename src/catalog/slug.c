#include "slug.h"

#include "base/text.h"

enum { MAX_SLUG = 48 };

const char *slug_of(Arena *arena, const char *name, const char *otherwise)
{
    Text slug = {.arena = arena};
    for (const char *c = text_folded(arena, name); *c && slug.length < MAX_SLUG; c++) {
        bool is_plain = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9');
        if (is_plain)
            text_append(&slug, c, 1);
        else if (slug.length && slug.bytes[slug.length - 1] != '-')
            text_add(&slug, "-");
    }
    while (slug.length && slug.bytes[slug.length - 1] == '-')
        slug.bytes[--slug.length] = '\0';
    return slug.length > 1 ? text_of(&slug) : otherwise;
}
