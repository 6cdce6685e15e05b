// openstack.h — a cloud with OpenStack's identity service (Keystone v3) and the cluster service
// CCE: projects, their clusters, and a certificate for one of them. Network only, for jobs.
//
// UNAUTHENTICATED cloud_refused; NOT_FOUND cloud_not_found; FORBIDDEN cloud_forbidden;
// UNAVAILABLE cloud_failed, and what client.h says.
#pragma once

#include "cloud_account.h"
#include "cluster.h"

extern const char cloud_password_purpose[]; // of the sealed password

/** Whether a password may be sent there: by https, or to this very machine. */
bool openstack_url_is_safe(const char *url);

/** The projects that the account's user may enter, each with its clusters. */
Error openstack_list_projects(
    Ctx *ctx, const CloudAccount *account, CloudProjectList *ret_projects);

/**
 * A new administrator's certificate for the cluster, valid for a day. Where the cloud has an
 * address from outside only without verification, the certificate is held to the authority and the
 * name that the cluster has inside. Sets server, tls_name and ca of the cluster.
 */
Error openstack_open_cluster(Ctx *ctx, Cluster *cluster, Kube *ret_kube);
