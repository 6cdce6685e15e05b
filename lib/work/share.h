// share.h — who takes how many threads of a lane: nobody more than half of them (but one at least),
// so that whoever is slow holds up nobody else. Private to lib/work.
#pragma once

#include "base/ctx.h"
#include "shape/shape.h"

typedef struct Shares Shares;

Shares *shares_new(int threads);
void shares_free(Shares *shares);

/** Whoever takes all that one may. Until shares_end_choice nobody else chooses. */
TextList shares_begin_choice(Shares *shares, Arena *arena);

/** chosen takes one thread more; ID_NONE: nobody does. */
void shares_end_choice(Shares *shares, Id chosen);

/** chosen gives it back. */
void shares_remove(Shares *shares, Id chosen);
