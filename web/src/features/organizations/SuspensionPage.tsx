import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { bodyOf, client } from '@/api/client';
import { EmptyState } from '@/ui/EmptyState';
import { usePageTitle } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Time } from '@/ui/Time';

/** Where the link of the mail leads; nothing happens before the button is pressed. */
export function SuspensionPage() {
    const { t } = useLingui();
    usePageTitle(t`Suspend the access rules`);
    const queries = useQueryClient();
    const token = new URLSearchParams(window.location.hash.slice(1)).get('token') ?? '';
    const suspend = useMutation({
        mutationFn: async () =>
            bodyOf(await client.POST('/v1/access-rules/suspensions', { body: { token } })),
        onSuccess: () => queries.invalidateQueries(),
    });
    const done = suspend.data;
    if (done)
        return (
            <EmptyState isPage icon="shield" title={t`The access rules are suspended`}>
                <Trans>
                    Until <Time value={done.suspended_until} exact /> one may act for {done.organization_name}{' '}
                    from everywhere. Correct the rules in that time.
                </Trans>
            </EmptyState>
        );
    return (
        <EmptyState
            isPage
            icon="shield"
            title={t`Suspend the access rules for an hour?`}
            action={
                <Button loading={suspend.isPending} onClick={() => suspend.mutate()}>
                    <Trans>Suspend the access rules</Trans>
                </Button>
            }
        >
            <Trans>From then on everybody with a role can act for the organization from everywhere.</Trans>
            <Problem error={suspend.error} />
        </EmptyState>
    );
}
