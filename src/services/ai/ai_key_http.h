// ai_key_http.h — the part of the API that issues, lists and revokes keys.
#pragma once

#include "http/http.h"

extern const Route ai_key_routes[];
