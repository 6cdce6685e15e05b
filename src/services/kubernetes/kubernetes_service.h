// kubernetes_service.h — Helm charts as a service: configured, deployed into the customer's own
// cluster by a job, ended by removing what was deployed.
#pragma once

#include "services/service.h"

extern const Service kubernetes_service;
