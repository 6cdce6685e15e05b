// cluster_http.h — /v1/clusters.
#pragma once

#include "http/http.h"

extern const Route cluster_routes[];
