// Clusters, and what runs on them.
import { createRoute } from '@tanstack/react-router';
import { inOrganization, page } from './base';

export const kubernetesRoutes = [
    createRoute({
        ...inOrganization,
        path: '/clusters',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/kubernetes/ClustersPage'), 'ClustersPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/clusters/new',
        staticData: { permission: 'purchase' },
        component: page(() => import('@/features/kubernetes/NewClusterPage'), 'NewClusterPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/clusters/$clusterId',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/kubernetes/ClusterPage'), 'ClusterPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/cloud-accounts',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/kubernetes/CloudAccountsPage'), 'CloudAccountsPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/cloud-accounts/new',
        staticData: { permission: 'purchase' },
        component: page(() => import('@/features/kubernetes/NewCloudAccountPage'), 'NewCloudAccountPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/cloud-accounts/$cloudAccountId',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/kubernetes/CloudAccountPage'), 'CloudAccountPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/configure/$slug',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/kubernetes/NewConfigurationPage'), 'NewConfigurationPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/configurations',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/kubernetes/ConfigurationsPage'), 'ConfigurationsPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/configurations/$configurationId',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/kubernetes/ConfigurationPage'), 'ConfigurationPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/workloads',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/kubernetes/WorkloadsPage'), 'WorkloadsPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/workloads/$workloadId',
        staticData: { permission: 'reports' },
        component: page(() => import('@/features/kubernetes/WorkloadPage'), 'WorkloadPage'),
    }),
    createRoute({
        ...inOrganization,
        path: '/workloads/$workloadId/upgrade',
        staticData: { permission: 'purchase' },
        component: page(() => import('@/features/kubernetes/UpgradePage'), 'UpgradePage'),
    }),
] as const;
