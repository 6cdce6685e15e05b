// notes_app.h — an HTTP app of notes, and requests to it: for tests of what every route gets from
// lib/http.
//
//     notes_create(ctx);
//     Reply reply = ASK(GET, "/v1/notes", .user = "reader");
//
// The user of a request is who its header X-User says; one whose name starts with "writer" may
// write and read.
#pragma once

#include "http/http.h"
#include "testing/database_scenario.h"

enum { PERMIT_READ = 1, PERMIT_WRITE = 2, PERMIT_NOBODY = 4 };

/** What goes wrong, and what happened. */
typedef struct NotesApp {
    int serialization_failures; // that are still to come
    const char *audit_failure;  // that comes next; NULL: none
    int preparations;
    Id guesser; // at the last guess's begin
} NotesApp;

extern NotesApp notes_app;

typedef struct Ask {
    Method method;
    const char *path, *query, *body, *user, *key, *type, *match, *language;
} Ask;

typedef struct Reply {
    int status;
    const char *body, *code;
    Response res;
} Reply;

Reply notes_send(Ctx *ctx, const Ask *ask);

#define ASK(...) notes_send(ctx, &(Ask){__VA_ARGS__})
#define ADD(text, ...)                                                                             \
    ASK(POST, "/v1/notes", .body = "{\"text\":\"" text "\"}", .user = "writer", __VA_ARGS__)

/** Of an Ask: for Request.header. */
const char *notes_header(const void *source, const char *name);
const char *header_in(const Reply *reply, const char *name);

void notes_create(Ctx *ctx); // the tables
int64_t notes_count(Ctx *ctx, const char *sql);

#define NOTES  notes_count(ctx, "SELECT count(*) FROM note")
#define AUDITS notes_count(ctx, "SELECT count(*) FROM audit")
