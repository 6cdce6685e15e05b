// health_http.h — what machines ask of a node: is it alive, can it work, how much does it do, and
// what can one ask it.
#pragma once

#include "http/http.h"

extern const Route health_routes[];
