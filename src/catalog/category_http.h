// category_http.h — the operator keeps the tree of categories in order.
#pragma once

#include "http/http.h"

extern const Route category_routes[];
