// directory_http.h — the directory and the roles of its groups, for owners.
#pragma once

#include "http/http.h"

extern const Route directory_routes[];
