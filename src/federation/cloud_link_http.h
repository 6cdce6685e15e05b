// cloud_link_http.h — routes of linked clouds, and of who agrees to them.
#pragma once

#include "http/http.h"

extern const Route cloud_link_routes[];
