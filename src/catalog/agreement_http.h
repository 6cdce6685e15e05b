// agreement_http.h — the operator issues its terms and sees who accepted them.
#pragma once

#include "http/http.h"

extern const Route agreement_routes[];
