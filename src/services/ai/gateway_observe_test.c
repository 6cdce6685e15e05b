// gateway_observe_test.c — events come from threads that do not wait for a gateway.
#include "services/ai/gateway.h"

#include "testing/world_gateway.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

static atomic_bool is_over;

static void *tell(void *arg)
{
    (void)arg;
    while (!is_over)
        gateway_observe(&(Event){.kind = "ai_key.issued", .subject_id = id_new("key")});
    return NULL;
}

SCENARIO("events go on while a gateway stops and starts")
{
    WorldGateway *gateway = world_gateway_open(world);
    pthread_t teller;
    is_over = false;
    EXPECT_INT(pthread_create(&teller, NULL, tell, NULL), 0);
    for (int i = 0; i < 20; i++)
        world_gateway_restart(gateway);
    is_over = true;
    pthread_join(teller, NULL);
    EXPECT(strstr(world_gateway_get(gateway, "models"), " 200 ") != NULL);
    world_gateway_close(gateway);
}
