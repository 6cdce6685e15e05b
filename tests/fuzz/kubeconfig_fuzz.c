// a kubeconfig that is accepted leads to one https server, with one word or one key
// sources: src/services/kubernetes/kubeconfig.c lib/crypt/certificate.c lib/yaml/*.c
// sources: lib/json/*.c lib/shape/*.c lib/base/*.c
// packages: yaml-0.1 libcurl
#include "base/text.h"
#include "services/kubernetes/kubeconfig.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static bool is_word(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text <= ' ' || (unsigned char)*text >= 127)
            return false;
    return true;
}

static bool is_safe(const Kube *kube)
{
    bool has_key = kube->certificate.length && kube->key.length;
    return strncasecmp(kube->server, "https://", 8) == 0 && is_word(kube->server) &&
           !strpbrk(kube->server, "?#@") && (!kube->tls_name || is_word(kube->tls_name)) &&
           (!kube->token || is_word(kube->token)) && (kube->token || has_key) && !kube->address;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Arena *arena = arena_new();
    Ctx ctx = {.arena = arena, .now = {SECONDS(INT64_C(1790000000))}};
    const char *text = arena_text(arena, (const char *)bytes, length);
    Kube kube;
    if (kubeconfig_read(&ctx, text, NULL, &kube) == OK) {
        if (!is_safe(&kube))
            abort();
    } else if (!ctx.failure.fault_count || !ctx.failure.message)
        abort(); // whoever sent it must hear why
    arena_free(arena);
    return 0;
}
