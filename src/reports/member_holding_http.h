// member_holding_http.h — the part of the API that tells what a member holds.
#pragma once

#include "http/http.h"

extern const Route member_holding_routes[];
