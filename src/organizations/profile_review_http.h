// profile_review_http.h — the operator's part of the API about registrations.
#pragma once

#include "http/http.h"

extern const Route profile_review_routes[];
