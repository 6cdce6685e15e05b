// organization_token_http.h — the part of the API about all API tokens of an organization, and
// those that are its own. The tokens are identity's; roles are decided upon here.
#pragma once

#include "http/http.h"

extern const Route organization_token_routes[];
