import { Trans, useLingui } from '@lingui/react/macro';
import { NativeSelect, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { Preference, Session } from '@/api/types';
import { Problem } from '@/ui/Problem';
import { toast } from '@/ui/toast';
import { useMailGroups } from './mail_groups';

const PATH = '/v1/me/notifications';

/** Which mails a person gets. The bell of the page shows everything all the same. */
export function NotificationSettings({ session }: { session: Session }) {
    const { t } = useLingui();
    const groups = useMailGroups();
    const queries = useQueryClient();
    const { data, error, refetch } = useQuery(apiQuery(PATH, {}));
    const change = useMutation({
        mutationFn: (item: Pick<Preference, 'group' | 'timing'>) =>
            client.PUT(PATH, { body: { items: [item] } }),
        onSuccess: () => void toast(t`Saved.`),
        onSettled: () => forget(queries, PATH),
    });
    const isShown = (group: string) =>
        (group !== 'operation' || session.organizations.some((one) => one.is_operator)) &&
        (group !== 'leads' || session.organizations.some((one) => one.is_seller));
    return (
        <section aria-labelledby="notifications">
            <Title order={2} id="notifications" mb={4}>
                <Trans>Mails</Trans>
            </Title>
            <Text c="dimmed" mb="sm">
                <Trans>
                    What you are mailed about. It stands on the pages all the same. What you want once a day
                    comes with one mail at seven in the morning.
                </Trans>
            </Text>
            <Problem error={error} onRetry={() => refetch()} />
            <Problem error={change.error} />
            {!data && !error && <Skeleton h={160} aria-label={t`Loading`} />}
            <Stack gap="sm">
                {data?.items
                    .filter((item) => isShown(item.group))
                    .map((item) => (
                        <NativeSelect
                            key={item.group}
                            label={groups(item.group).label}
                            description={
                                item.is_fixed ? (
                                    <Trans>Always sent. {groups(item.group).about}</Trans>
                                ) : (
                                    groups(item.group).about
                                )
                            }
                            maw={420}
                            value={item.timing}
                            disabled={item.is_fixed}
                            data={[
                                { value: 'at_once', label: t`At once` },
                                { value: 'daily', label: t`Once a day` },
                                { value: 'never', label: t`Never` },
                            ]}
                            onChange={(event) =>
                                change.mutate({
                                    group: item.group,
                                    timing: event.currentTarget.value as Preference['timing'],
                                })
                            }
                        />
                    ))}
            </Stack>
        </section>
    );
}
