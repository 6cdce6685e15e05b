#pragma once

#include "http/http.h"

extern const Route mail_template_routes[];
