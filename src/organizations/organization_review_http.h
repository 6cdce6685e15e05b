// organization_review_http.h — the part of the API in which the operator looks up organizations and
// puts another owner in the place of one who is lost.
#pragma once

#include "http/http.h"

extern const Route organization_review_routes[];
