// matrix_line.h — what the permission matrix (matrix_test.c) asks of each route of the API.
#pragma once

#include "http/http.h"

typedef struct MatrixLine {
    Method method;
    const char *path;
    const char *args;  // what stands in the path, by its name in `things`
    const char *query; // "?token=…"; NULL: none
    const char *body;  // one that the route's shape allows; NULL: none
    Permissions may;   // one of these is needed too; 0: the route's permission is all
    int refusal;       // a 401 or 403 that is about something else than the permission
} MatrixLine;

/** In the order in which they are asked; ended by a path NULL. */
extern const MatrixLine matrix_lines[];
