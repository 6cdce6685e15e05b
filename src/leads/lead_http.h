// lead_http.h — the part of the API where sellers see who asks for a private offer.
#pragma once

#include "http/http.h"

extern const Route lead_routes[];
