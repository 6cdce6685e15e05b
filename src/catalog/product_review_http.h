// product_review_http.h — the operator's and the sellers' parts of the API about products and
// revisions.
#pragma once

#include "http/http.h"

extern const Route product_review_routes[];
