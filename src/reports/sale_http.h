// sale_http.h — what a seller sold and how its products do; and telling that a page was looked at.
#pragma once

#include "http/http.h"

extern const Route sale_routes[];
