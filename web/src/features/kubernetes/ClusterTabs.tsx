import { useLingui } from '@lingui/react/macro';
import { useActing } from '@/shell/session';
import { TabLinks } from '@/ui/TabLinks';

/** The clusters, and the clouds in which they are found. */
export function ClusterTabs() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const params = { organizationId };
    return (
        <TabLinks
            label={t`Clusters and where they are found`}
            tabs={[
                { label: t`Clusters`, link: { to: '/o/$organizationId/clusters', params } },
                { label: t`Cloud accounts`, link: { to: '/o/$organizationId/cloud-accounts', params } },
            ]}
        />
    );
}
