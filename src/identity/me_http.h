// me_http.h — the part of the API about oneself: name, password, sessions, tokens.
#pragma once

#include "http/http.h"

extern const Route me_routes[];
