// passkey_http.h — the part of the API about one's passkeys.
#pragma once

#include "http/http.h"

extern const Route passkey_routes[];
