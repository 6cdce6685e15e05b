// test_deployment_http.h — routes of sellers' test deployments.
#pragma once

#include "http/http.h"

extern const Route test_deployment_routes[];
