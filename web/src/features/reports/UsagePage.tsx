import { Trans, useLingui } from '@lingui/react/macro';
import { useActing } from '@/shell/session';
import { PageHeader } from '@/ui/PageHeader';
import { UsageReport } from './UsageReport';

export function UsagePage() {
    const { t } = useLingui();
    const { organizationId, organization } = useActing();
    return (
        <>
            <PageHeader
                title={t`Usage`}
                crumbs={[
                    {
                        label: organization.name,
                        link: { to: '/o/$organizationId', params: { organizationId } },
                    },
                ]}
                description={
                    <Trans>What {organization.name} used and what it cost, fresh within seconds.</Trans>
                }
            />
            <UsageReport groups={['subscription', 'model', 'key', 'day']} />
        </>
    );
}
