// invitation_link_http.h — the part of the API for who was invited.
#pragma once

#include "http/http.h"

extern const Route invitation_link_routes[];
