// product_review_http.h — the operator's part of the API about products and revisions.
#pragma once

#include "http/http.h"

extern const Route product_review_routes[];
