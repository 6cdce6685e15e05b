// quote_http.h — the part of the API where sellers make private quotes and customers decide.
#pragma once

#include "http/http.h"

extern const Route quote_routes[];
