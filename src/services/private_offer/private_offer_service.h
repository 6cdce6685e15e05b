// private_offer_service.h — what was agreed in a private quote, as a service: people deliver it, so
// there is nothing to set up or to take down.
#pragma once

#include "services/service.h"

extern const Service private_offer_service;
