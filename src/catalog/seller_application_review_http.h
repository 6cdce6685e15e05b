// seller_application_review_http.h — the operator's part of the API about who wants to sell.
#pragma once

#include "http/http.h"

extern const Route seller_application_review_routes[];
