// review_http.h — the part of the API about revisions: the operator's queue and decisions, and what
// a seller sees and does of its own.
#pragma once

#include "http/http.h"

extern const Route review_routes[];
