#include "engine.h"

#include <stdlib.h>

enum { FIRST_ROOM = 64 };

// Half of the places stay free, so that looking for one ends soon.
static Statement *find_place(Statement *places, size_t room, const char *sql)
{
    size_t at = ((uintptr_t)sql * 0x9E3779B97F4A7C15u >> 20) % room;
    while (places[at].sql && places[at].sql != sql)
        at = (at + 1) % room;
    return &places[at];
}

static void grow(Statements *statements)
{
    size_t room = statements->room ? 2 * statements->room : FIRST_ROOM;
    Statement *places = calloc(room, sizeof *places);
    if (!places)
        abort();
    for (size_t i = 0; i < statements->room; i++)
        if (statements->places[i].sql)
            *find_place(places, room, statements->places[i].sql) = statements->places[i];
    free(statements->places);
    statements->places = places;
    statements->room = room;
}

Statement *statements_place(Statements *statements, const char *sql)
{
    if (2 * statements->count >= statements->room)
        grow(statements);
    Statement *place = find_place(statements->places, statements->room, sql);
    if (!place->sql) {
        place->sql = sql;
        statements->count++;
    }
    return place;
}

void statements_free(Statements *statements)
{
    free(statements->places);
    *statements = (Statements){0};
}
