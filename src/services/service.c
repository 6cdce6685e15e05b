#include "service.h"

#include "services/ai/ai_service.h"
#include "services/kubernetes/kubernetes_service.h"
#include "services/private_offer/private_offer_service.h"

SHAPE_NAMED(ending_key_shape, EndingKey, "CancelledKey", FIELD(EndingKey, id, .required = true),
    FIELD(EndingKey, name, .required = true), FIELD(EndingKey, prefix, .required = true),
    FIELD(EndingKey, last_used_at));

SHAPE(kept_volume_shape, KeptVolume, FIELD(KeptVolume, name, .required = true),
    FIELD(KeptVolume, gib), FIELD(KeptVolume, storage_class));

SHAPE_NAMED(priced_volume_shape, KeptVolume, "PricedVolume",
    FIELD(KeptVolume, name, .required = true), FIELD(KeptVolume, gib),
    FIELD(KeptVolume, storage_class),
    FIELD(KeptVolume, monthly_cost,
        .about = "What the customer's cloud charges for it; null where the operator has set no "
                 "price."));

static const Service *const services[] = {
    [SERVICE_PRIVATE_OFFER] = &private_offer_service,
    [SERVICE_AI] = &ai_service,
    [SERVICE_KUBERNETES] = &kubernetes_service,
};

const Service *service_of(ServiceType service_type)
{
    return service_type < COUNT_OF(services) ? services[service_type] : NULL;
}
