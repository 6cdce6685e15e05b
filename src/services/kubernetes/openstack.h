// openstack.h — a cloud with OpenStack's identity service (federation/keystone.h) and the cluster
// service CCE: projects, their clusters, and a certificate for one of them. Network only, for jobs.
//
// Fails as keystone.h says.
#pragma once

#include "cloud_account.h"
#include "cluster.h"

extern const char cloud_password_purpose[]; // of the sealed password

/** The projects that the account's user may enter, each with its clusters. */
Error openstack_list_projects(
    Ctx *ctx, const CloudAccount *account, CloudProjectList *ret_projects);

/**
 * A new administrator's certificate for the cluster, valid for a day. Where the cloud has an
 * address from outside only without verification, the certificate is held to the authority and the
 * name that the cluster has inside. Sets server, tls_name and ca of the cluster.
 */
Error openstack_open_cluster(Ctx *ctx, Cluster *cluster, Kube *ret_kube);
