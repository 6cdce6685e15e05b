// storage_http.h — how much an organization keeps in files.
#pragma once

#include "http/http.h"

extern const Route storage_routes[];
