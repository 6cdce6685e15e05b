// event_feed_http.h — the event log of one's organization, to be read from a cursor.
#pragma once

#include "http/http.h"

extern const Route event_feed_routes[];
