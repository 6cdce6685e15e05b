// delegation_http.h — the routes of delegations, for both sides.
#pragma once

#include "http/http.h"

extern const Route delegation_routes[];
