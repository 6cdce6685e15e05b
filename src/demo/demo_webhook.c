#include "demo_webhook.h"

#include "base/text.h"
#include "db/db.h"
#include "notify/webhook.h"

enum { ALL = 100 };

static Error move(Ctx *ctx, Id id, const char *url)
{
    Webhook webhook = {.id = ID_NONE};
    TRY(webhook_lock(ctx, id, &webhook));
    return webhook_change(ctx, &webhook, &(WebhookChange){.url = url});
}

Error demo_webhook_place(Ctx *ctx, int upstream_port)
{
    static const char *events[] = {"lead.*", "quote.*"};
    const char *url = arena_printf(ctx->arena, "http://127.0.0.1:%d/_received", upstream_port);
    const NewWebhook wanted = {.name = "CRM", .url = url, .events = {events, COUNT_OF(events)}};
    WebhookList there;
    Webhook made;
    TX tx = {0};
    TRY(tx_begin(ctx, TX_WRITE, &tx));
    TRY(webhook_list(ctx, ID_NONE, ALL, &there));
    Error error = there.count ? OK : webhook_create(ctx, &wanted, &made);
    for (size_t i = 0; !error && i < there.count; i++)
        if (text_same(there.items[i].name, wanted.name))
            error = move(ctx, there.items[i].id, url);
    TRY(error);
    return tx_commit(&tx);
}
