// /unsubscribe?token=…: where a mail's last link leads. Looking refuses nothing; the button does.
import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Center, Loader, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { client } from '@/api/client';
import { EntranceFrame } from '@/features/identity/EntranceFrame';
import { Icon } from '@/ui/icons';
import { ButtonLink } from '@/ui/links';
import { Problem } from '@/ui/Problem';
import { useMailGroups } from './mail_groups';

export function UnsubscribePage() {
    const { t } = useLingui();
    const groups = useMailGroups();
    const { token = '' } = useSearch({ strict: false }) as { token?: string };
    const link = useQuery({
        queryKey: [null, '/v1/unsubscriptions/inspection', token],
        queryFn: async () =>
            (await client.POST('/v1/unsubscriptions/inspection', { body: { token: token || '-' } })).data ??
            null,
        retry: false,
    });
    const refuse = useMutation({
        mutationFn: () =>
            client.POST('/v1/unsubscriptions/{token}', {
                params: { path: { token } },
                headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
                body: 'List-Unsubscribe=One-Click',
                bodySerializer: (body: string) => body,
            }),
        onSuccess: () => link.refetch(),
    });
    const group = link.data && groups(link.data.group);
    return (
        <EntranceFrame title={t`Mails`}>
            <Problem error={link.error ?? refuse.error} />
            {link.isPending && (
                <Center>
                    <Loader size="sm" role="status" aria-label={t`Loading`} />
                </Center>
            )}
            {!link.isPending && (
                <Stack mt={link.error ? 'md' : 0}>
                    {group && (
                        <div>
                            <Text fw={600}>{group.label}</Text>
                            <Text c="dimmed">{group.about}</Text>
                        </div>
                    )}
                    {link.data?.is_wanted && (
                        <Button loading={refuse.isPending} onClick={() => refuse.mutate()}>
                            <Trans>No more mails like this</Trans>
                        </Button>
                    )}
                    {link.data && !link.data.is_wanted && (
                        <Alert color="green" icon={<Icon name="check" />} role="status">
                            <Trans>You get no more mails like this.</Trans>
                        </Alert>
                    )}
                    <ButtonLink to="/account" variant="default">
                        <Trans>Choose among all mails</Trans>
                    </ButtonLink>
                </Stack>
            )}
        </EntranceFrame>
    );
}
