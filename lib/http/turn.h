// turn.h — how many heavy requests (exports, uploads) run at once on this node: a few of one
// organization, some in all, so that threads and memory are left for everybody else. Private to
// lib/http.
#pragma once

#include "base/ctx.h"

enum { MAX_TURNS = 8, MAX_TURNS_OF_ONE = 3 };

/** Ended where it goes out of scope:  TURN turn = {0};  TRY(turn_begin(ctx, &turn)); */
typedef struct Turn {
    size_t number; // 0: none
} Turn;

#define TURN __attribute__((cleanup(turn_end))) Turn

/** For the actor's organization, or the address of who has none. LIMITED too_many_at_once */
Error turn_begin(Ctx *ctx, Turn *ret_turn);
void turn_end(Turn *turn);
