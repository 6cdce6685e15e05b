// file_http.h — logos and documents by their digest.
#pragma once

#include "http/http.h"

extern const Route file_routes[];
