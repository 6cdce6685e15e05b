// ai_service.h — AI models as a service: usable at once, by keys, ended by revoking them.
#pragma once

#include "services/service.h"

extern const Service ai_service;
