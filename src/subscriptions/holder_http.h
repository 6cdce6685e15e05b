// holder_http.h — what the end of a product would mean, and the product page of those who have it.
#pragma once

#include "http/http.h"

extern const Route holder_routes[];
