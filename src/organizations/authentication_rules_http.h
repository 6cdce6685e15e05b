// authentication_rules_http.h — the part of the API about by what people sign in.
#pragma once

#include "http/http.h"

extern const Route authentication_rules_routes[];
