// kube.h — the Kubernetes API by REST, for jobs.
#pragma once

#include "base/ctx.h"

typedef struct Kube {
    const char *server;   // "https://host:port"
    const char *address;  // pinned: what the server's name was resolved to
    const char *tls_name; // the name the certificate must have; NULL: the server's
    Blob ca;              // PEM; empty: the system's
    const char *token;    // NULL: the certificate
    Blob certificate, key;
} Kube;
