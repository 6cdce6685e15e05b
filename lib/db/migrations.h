// migrations.h — the steps that build the schema, in order, as they were embedded at build time.
#pragma once

typedef struct Migration {
    const char *name, *sql; // "0001_foundation"; ended by a NULL name
} Migration;

extern const Migration migrations[];
