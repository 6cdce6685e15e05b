import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Checkbox, Group, Skeleton, Stack, Text, Textarea, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { bodyOf, client, forOrganization } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import { apiQuery, forget } from '@/api/query';
import type { AccessRules as Rules } from '@/api/types';
import { addressesIn } from '@/features/identity/TokenFields';
import { useActing } from '@/shell/session';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';

const PATH = '/v1/organization/access-rules';

/** From which addresses one may act for the organization. */
export function AccessRules() {
    const { organizationId } = useActing();
    const { t } = useLingui();
    const query = useQuery(apiQuery(PATH, { organization: organizationId }));
    return (
        <section aria-labelledby="access-rules">
            <Title order={2} id="access-rules" mb={4}>
                <Trans>Access rules</Trans>
            </Title>
            <Text c="dimmed" mb="sm" maw={720}>
                <Trans>
                    Let in only these network addresses. It holds at once, in open pages too. Signing in and
                    changing the own account work from everywhere.
                </Trans>
            </Text>
            {query.error && <Problem error={query.error} onRetry={() => void query.refetch()} />}
            {query.data ? (
                <RulesForm key={query.data.version} rules={query.data} />
            ) : (
                query.isPending && <Skeleton h={200} aria-label={t`Loading`} />
            )}
        </section>
    );
}

function RulesForm({ rules }: { rules: Rules }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const texts = useProblemTexts();
    const queries = useQueryClient();
    const form = useForm({
        initialValues: {
            addresses: rules.addresses.join('\n'),
            limits_tokens: rules.limits_tokens,
            limits_sessions: rules.limits_sessions,
        },
    });
    const save = useMutation({
        mutationFn: async (isConfirmed: boolean) =>
            bodyOf(
                await client.PUT(PATH, {
                    headers: { ...forOrganization(organizationId), 'If-Match': `"v${rules.version}"` },
                    body: {
                        ...form.values,
                        addresses: addressesIn(form.values.addresses),
                        is_confirmed: isConfirmed,
                    },
                }),
            ),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async (saved) => {
            queries.setQueryData(apiQuery(PATH, { organization: organizationId }).queryKey, saved);
            void toast(t`Access rules saved`);
            await forget(queries, PATH, '/v1/session');
        },
    });
    const locksOut = save.error instanceof ApiProblem && save.error.code === 'would_lock_out';
    return (
        <form noValidate onSubmit={form.onSubmit(() => save.mutate(false))}>
            <Stack maw={560}>
                <Suspended until={rules.suspended_until} />
                {locksOut ? (
                    <Alert
                        color="red"
                        icon={<Icon name="alert" />}
                        title={t`You would lock yourself out`}
                        role="alert"
                    >
                        <Stack gap="sm" align="flex-start">
                            <Text size="sm">
                                <Trans>
                                    Your address is {rules.your_address}, which is not among these. An owner
                                    who is locked out can suspend the rules by a link in a mail.
                                </Trans>
                            </Text>
                            <Button color="red.8" loading={save.isPending} onClick={() => save.mutate(true)}>
                                <Trans>Save although I am locked out</Trans>
                            </Button>
                        </Stack>
                    </Alert>
                ) : (
                    <Problem error={save.error} />
                )}
                <Textarea
                    label={t`Network addresses`}
                    description={t`One a line: an address, or a range such as 203.0.113.0/24 or 2001:db8::/32. Your address is ${rules.your_address ?? ''}.`}
                    name="addresses"
                    autosize
                    minRows={3}
                    {...form.getInputProps('addresses')}
                />
                <Checkbox
                    label={t`API tokens work from these addresses only`}
                    name="limits_tokens"
                    {...form.getInputProps('limits_tokens', { type: 'checkbox' })}
                />
                <Checkbox
                    label={t`People act from these addresses only`}
                    name="limits_sessions"
                    {...form.getInputProps('limits_sessions', { type: 'checkbox' })}
                />
                <Group>
                    <Button type="submit" loading={save.isPending}>
                        <Trans>Save</Trans>
                    </Button>
                    {rules.changed_at && (
                        <Text size="sm" c="dimmed">
                            <Trans>
                                Changed by {rules.changed_by_name}, <Time value={rules.changed_at} />
                            </Trans>
                        </Text>
                    )}
                </Group>
            </Stack>
        </form>
    );
}

function Suspended({ until }: { until: string | null }) {
    const { t } = useLingui();
    if (!until || new Date(until).getTime() < Date.now()) return null;
    return (
        <Alert color="yellow" icon={<Icon name="alert" />} title={t`The rules are suspended`}>
            <Trans>
                They hold nobody off until <Time value={until} exact />. Saving puts them in force.
            </Trans>
        </Alert>
    );
}
