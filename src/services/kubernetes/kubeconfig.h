// kubeconfig.h — what may be taken from a kubeconfig that somebody gives.
//
// A kubeconfig can name programs to run, files to read and servers to send things to, so it is
// never handed to a program. Of the chosen context server, authority, the name in the certificate,
// and a token or client certificate are taken; what else would change how one connects is refused
// with a sentence of its own, and what is neither is left behind.
#pragma once

#include "kube.h"

enum { MAX_KUBECONFIG = 200000 };

/**
 * Reads YAML or JSON. context NULL: the current one, or the only one. Does not connect.
 *
 * INVALID  bad_kubeconfig, with a fault for each finding at the field `kubeconfig` (or `context`).
 *   Codes: malformed, too_long, required, not_known, exec, auth_provider, file_path, proxy, http,
 *   insecure_tls, bad_address, bad_token, bad_certificate, expired, basic_auth, impersonation
 */
Error kubeconfig_read(Ctx *ctx, const char *text, const char *context, Kube *ret_kube);
