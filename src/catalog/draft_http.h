// draft_http.h — the routes of drafts.
#pragma once

#include "http/http.h"

extern const Route draft_routes[];
