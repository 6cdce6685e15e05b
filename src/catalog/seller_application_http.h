// seller_application_http.h — the part of the API in which an organization becomes a seller.
#pragma once

#include "http/http.h"

extern const Route seller_application_routes[];
