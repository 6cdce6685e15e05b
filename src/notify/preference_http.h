#pragma once

#include "http/http.h"

extern const Route preference_routes[];
