// cloud_domain_http.h — routes of clouds: first sign-in, domains, their users, who lacks a role.
#pragma once

#include "http/http.h"

extern const Route cloud_domain_routes[];
