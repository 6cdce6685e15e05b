import { Trans, useLingui } from '@lingui/react/macro';
import { useActing } from '@/shell/session';
import { PageHeader } from '@/ui/PageHeader';
import { UsageReport } from './UsageReport';

export function UsagePage() {
    const { t } = useLingui();
    const { organization, home } = useActing();
    return (
        <>
            <PageHeader
                title={t`Usage`}
                crumbs={[home]}
                description={
                    <Trans>What {organization.name} used and what it cost, fresh within seconds.</Trans>
                }
            />
            <UsageReport groups={['subscription', 'model', 'key', 'day']} />
        </>
    );
}
