// reply_template_http.h — the part of the API where sellers keep texts for replies.
#pragma once

#include "http/http.h"

extern const Route reply_template_routes[];
