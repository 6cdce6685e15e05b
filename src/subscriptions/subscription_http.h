// subscription_http.h — the part of the API that shows and names subscriptions.
#pragma once

#include "http/http.h"

extern const Route subscription_routes[];
