// organization_http.h — the part of the API about one's own organization and its members.
#pragma once

#include "http/http.h"

extern const Route organization_routes[];
