// catalog_http.h — the part of the API that shows the catalogue to everybody.
#pragma once

#include "http/http.h"

extern const Route catalog_routes[];
