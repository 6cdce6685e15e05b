// invitation_http.h — the part of the API in which an organization invites people.
#pragma once

#include "http/http.h"

extern const Route invitation_routes[];
