// membership_http.h — the part of the API that speaks about members and their roles.
#pragma once

#include "http/http.h"

extern const Route membership_routes[];
