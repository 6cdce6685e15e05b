#include "ai_call.h"

#include "ai_call_store.h"
#include "db/db.h"

#include <string.h>

const char *const ai_quality_names[] = {"exact", "estimated", "none", NULL};

void ai_call_key(Id request_id, uint8_t ret_bytes[16])
{
    static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
    memset(ret_bytes, 0, 16);
    const char *digits = strchr(request_id.text, '_');
    for (digits = digits ? digits + 1 : ""; *digits; digits++) {
        const char *place = strchr(alphabet, *digits);
        uint32_t carried = place ? (uint32_t)(place - alphabet) : 0;
        for (int i = 15; i >= 0; i--) {
            carried |= (uint32_t)ret_bytes[i] << 5;
            ret_bytes[i] = (uint8_t)(carried & 255);
            carried >>= 8;
        }
    }
}

typedef struct Calls {
    const AiCall *const *calls;
    size_t count;
} Calls;

static Error create_rows(Ctx *ctx, void *arg)
{
    const Calls *rows = arg;
    for (size_t i = 0; i < rows->count; i++)
        TRY(ai_call_store_create(ctx, rows->calls[i]));
    return OK;
}

Error ai_calls_record(Ctx *ctx, const AiCall *const *calls, size_t count)
{
    Calls rows = {calls, count};
    return tx_run(ctx, TX_WRITE, create_rows, &rows);
}
