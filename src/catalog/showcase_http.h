// showcase_http.h — the part of the API in which a seller edits its public page.
#pragma once

#include "http/http.h"

extern const Route showcase_routes[];
