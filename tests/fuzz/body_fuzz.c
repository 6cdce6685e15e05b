// a body that is accepted is written and read again the same
// sources: lib/json/*.c lib/shape/shape.c lib/shape/field.c lib/shape/pattern.c lib/base/*.c
#include "json/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

typedef struct Part {
    const char *name;
    int64_t amount;
} Part;

static SHAPE(part_shape, Part, FIELD(Part, name, .required = true, .max = 5), FIELD(Part, amount));

typedef enum Colour { NO_COLOUR, RED, GREEN } Colour;
static const char *const colour_names[] = {"", "red", "green", NULL};

typedef struct Thing {
    Id id;
    const char *name;
    bool big;
    Time at;
    Date day;
    Digest digest;
    Money price;
    Rate rate;
    Texts label;
    TextList tags;
    RawJson raw;
    Colour colour;
    Part part;
    const Part *option;
    LIST_OF(Part) parts;
    const char *mail, *site, *currency, *code;
} Thing;

static SHAPE(thing_shape, Thing, FIELD(Thing, id), FIELD(Thing, name), FIELD(Thing, big),
    FIELD(Thing, at), FIELD(Thing, day), FIELD(Thing, digest), FIELD(Thing, price),
    FIELD(Thing, rate), FIELD(Thing, label), FIELD(Thing, tags), FIELD(Thing, raw),
    FIELD_ENUM(Thing, colour, colour_names), FIELD_OBJECT(Thing, part, part_shape),
    FIELD_OPTION(Thing, option, part_shape), FIELD_LIST(Thing, parts, part_shape),
    FIELD(Thing, mail, .format = "email"), FIELD(Thing, site, .format = "uri"),
    FIELD(Thing, currency, .format = "currency"), FIELD(Thing, code, .pattern = "([a-z]+-?)+"));

// An embedded part that was absent has no name, which a part needs.
static const char *written(Arena *arena, Thing *thing)
{
    if (!thing->part.name)
        thing->part.name = "none";
    return json_of(arena, &thing_shape, thing);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Arena *arena = arena_new();
    Ctx ctx = {.arena = arena};
    Thing thing, again;
    if (!json_read(&ctx, (const char *)bytes, length, &thing_shape, &thing)) {
        const char *first = written(arena, &thing);
        if (json_read(&ctx, first, strlen(first), &thing_shape, &again) ||
            strcmp(written(arena, &again), first) != 0) {
            fprintf(stderr, "%s\n%s\n", first, ctx.failure.message);
            abort();
        }
    }
    arena_free(arena);
    return 0;
}
