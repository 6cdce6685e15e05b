import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { client } from '@/api/client';
import type { OrganizationSummary } from '@/api/types';
import { EmptyState } from '@/ui/EmptyState';
import { usePageTitle } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';

/** The access rules of the organization refuse the address where one is. */
export function RefusedAddress({ organization }: { organization: OrganizationSummary }) {
    const { t } = useLingui();
    usePageTitle(t`Not from this address`);
    const ask = useMutation({
        mutationFn: () =>
            client.POST('/v1/access-rules/suspension-links', { body: { organization_id: organization.id } }),
    });
    const isOwner = organization.roles.includes('owner');
    return (
        <EmptyState
            isPage
            icon="shield"
            title={t`You cannot act for ${organization.name} from here`}
            action={
                isOwner &&
                !ask.isSuccess && (
                    <Button loading={ask.isPending} onClick={() => ask.mutate()}>
                        <Trans>Mail the owners a link</Trans>
                    </Button>
                )
            }
        >
            <Stack gap="sm">
                <Text>
                    <Trans>The access rules of the organization refuse your network address.</Trans>{' '}
                    {isOwner ? (
                        <Trans>A link in a mail to its owners suspends them for an hour.</Trans>
                    ) : (
                        <Trans>Ask an owner to add it, or come from an address that is let in.</Trans>
                    )}
                </Text>
                {ask.isSuccess && (
                    <Text role="status">
                        <Trans>The mail is on its way. Its link works for an hour.</Trans>
                    </Text>
                )}
                <Problem error={ask.error} />
            </Stack>
        </EmptyState>
    );
}
