// audit_record_http.h — the part of the API that shows the audit trail. It stands here because it
// needs a permission of the organization; the records are src/audit's.
#pragma once

#include "http/http.h"

extern const Route audit_record_routes[];
