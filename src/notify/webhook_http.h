#pragma once

#include "http/http.h"

extern const Route webhook_routes[];
