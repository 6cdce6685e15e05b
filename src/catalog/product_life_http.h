// product_life_http.h — publishing, taking out and ending products: a seller its own, the operator
// any.
#pragma once

#include "http/http.h"

extern const Route product_life_routes[];
