// What the navigation shows: the pages of an organization, by what one may do. The command palette
// offers the same, and what stands beside them.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Permission, Session } from '@/api/types';
import type { IconName } from '@/ui/icons';
import type { OrganizationPath } from './router';

export interface NavigationItem {
    to: OrganizationPath;
    label: MessageDescriptor;
    icon: IconName;
    permission: Permission;
    /** Where other pages begin that belong to it: behind the organization in the address. */
    holds?: string[];
    /** A page beside another: in the command palette, but not in the navigation. */
    isBeside?: boolean;
    /** Of no use to an organization that sells nothing. */
    isForSellers?: boolean;
}

export interface NavigationGroup {
    label: MessageDescriptor | null;
    items: NavigationItem[];
}

/** Whether a page of the organization is for somebody there. */
export const isFor = (item: NavigationItem, session: Session) =>
    session.permissions.includes(item.permission) &&
    (!item.isForSellers || !!session.organization?.is_seller);

export const navigation: NavigationGroup[] = [
    {
        label: null,
        items: [
            { to: '/o/$organizationId', label: msg`Dashboard`, icon: 'home', permission: 'reports' },
            {
                to: '/o/$organizationId/subscriptions',
                label: msg`Subscriptions`,
                icon: 'key',
                permission: 'reports',
            },
            { to: '/o/$organizationId/usage', label: msg`Usage`, icon: 'chart', permission: 'reports' },
            { to: '/o/$organizationId/orders', label: msg`Orders`, icon: 'cart', permission: 'reports' },
            {
                to: '/o/$organizationId/requests',
                label: msg`Requests`,
                icon: 'mail',
                permission: 'reports',
                holds: ['quotes', 'request'],
            },
        ],
    },
    {
        label: msg`Kubernetes`,
        items: [
            {
                to: '/o/$organizationId/workloads',
                label: msg`Workloads`,
                icon: 'layers',
                permission: 'reports',
            },
            {
                to: '/o/$organizationId/configurations',
                label: msg`Drafts`,
                icon: 'edit',
                permission: 'reports',
            },
            {
                to: '/o/$organizationId/clusters',
                label: msg`Clusters`,
                icon: 'server',
                permission: 'reports',
                holds: ['cloud-accounts'],
            },
            {
                to: '/o/$organizationId/cloud-accounts',
                label: msg`Cloud accounts`,
                icon: 'globe',
                permission: 'reports',
                isBeside: true,
            },
        ],
    },
    {
        label: msg`Organization`,
        items: [
            {
                to: '/o/$organizationId/profile',
                label: msg`Profile`,
                icon: 'building',
                permission: 'reports',
            },
            { to: '/o/$organizationId/members', label: msg`Members`, icon: 'users', permission: 'reports' },
            {
                to: '/o/$organizationId/customers',
                label: msg`Customers`,
                icon: 'users',
                permission: 'members',
            },
            {
                to: '/o/$organizationId/access',
                label: msg`Access`,
                icon: 'shield',
                permission: 'members',
            },
            {
                to: '/o/$organizationId/audit-log',
                label: msg`Audit log`,
                icon: 'clock',
                permission: 'members',
            },
            {
                to: '/o/$organizationId/identity-providers',
                label: msg`Identity providers`,
                icon: 'key',
                permission: 'members',
            },
            {
                to: '/o/$organizationId/webhooks',
                label: msg`Webhooks`,
                icon: 'external',
                permission: 'members',
            },
        ],
    },
    {
        label: msg`Offerings`,
        items: [
            {
                to: '/o/$organizationId/products',
                label: msg`My products`,
                icon: 'box',
                permission: 'offerings',
            },
            {
                to: '/o/$organizationId/sales',
                label: msg`Sales`,
                icon: 'chart',
                permission: 'reports',
                isForSellers: true,
            },
            {
                to: '/o/$organizationId/leads',
                label: msg`Leads`,
                icon: 'mail',
                permission: 'reports',
                isForSellers: true,
            },
            {
                to: '/o/$organizationId/seller',
                label: msg`Public page`,
                icon: 'globe',
                permission: 'offerings',
            },
            {
                to: '/o/$organizationId/offers',
                label: msg`Apply an offer file`,
                icon: 'file',
                permission: 'offerings',
            },
        ],
    },
    {
        label: msg`Operator`,
        items: [
            {
                to: '/o/$organizationId/operator/registrations',
                label: msg`Registrations`,
                icon: 'building',
                permission: 'operate',
                holds: ['operator/seller-applications'],
            },
            {
                to: '/o/$organizationId/operator/organizations',
                label: msg`Organizations`,
                icon: 'users',
                permission: 'operate',
            },
            {
                to: '/o/$organizationId/operator/reviews',
                label: msg`Reviews`,
                icon: 'check',
                permission: 'operate',
            },
            {
                to: '/o/$organizationId/operator/products',
                label: msg`Products`,
                icon: 'box',
                permission: 'operate',
            },
            {
                to: '/o/$organizationId/operator/categories',
                label: msg`Categories`,
                icon: 'layers',
                permission: 'operate',
            },
            {
                to: '/o/$organizationId/operator/agreements',
                label: msg`Agreements`,
                icon: 'file',
                permission: 'operate',
            },
            {
                to: '/o/$organizationId/operator/offers',
                label: msg`Apply an offer file`,
                icon: 'file',
                permission: 'operate',
            },
            {
                to: '/o/$organizationId/operator/infrastructure-prices',
                label: msg`Infrastructure prices`,
                icon: 'chart',
                permission: 'operate',
            },
            {
                to: '/o/$organizationId/operator/templates',
                label: msg`Mail texts`,
                icon: 'mail',
                permission: 'operate',
            },
            {
                to: '/o/$organizationId/operator/mail-domains',
                label: msg`Mail domains`,
                icon: 'globe',
                permission: 'operate',
            },
            {
                to: '/o/$organizationId/operator/second-factors',
                label: msg`Lost devices`,
                icon: 'key',
                permission: 'operate',
            },
            { to: '/o/$organizationId/operator/jobs', label: msg`Jobs`, icon: 'list', permission: 'operate' },
        ],
    },
];
