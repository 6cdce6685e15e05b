// cloud_account_http.h — /v1/cloud-accounts.
#pragma once

#include "http/http.h"

extern const Route cloud_account_routes[];
