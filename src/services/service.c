#include "service.h"

#include "services/ai/ai_service.h"

static const Service *const services[] = {
    [SERVICE_AI] = &ai_service,
};

const Service *service_of(ServiceType service_type)
{
    return service_type < COUNT_OF(services) ? services[service_type] : NULL;
}
