// quote_link_http.h — the part of the API behind the link in a mail about a quote.
#pragma once

#include "http/http.h"

extern const Route quote_link_routes[];
