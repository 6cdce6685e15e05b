// password_http.h — the part of the API for people who have no password (any more).
#pragma once

#include "http/http.h"

extern const Route password_routes[];
