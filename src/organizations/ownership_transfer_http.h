// ownership_transfer_http.h — the part of the API in which an owner makes another one.
#pragma once

#include "http/http.h"

extern const Route ownership_transfer_routes[];
