import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useInfiniteQuery } from '@tanstack/react-query';
import { apiList } from '@/api/query';
import type { SubscriptionDetail } from '@/api/types';
import { useActing } from '@/shell/session';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { emptyKey, faultsOfKey, useCreateKey } from './ai_key';
import { KeySecret } from './KeySecret';

/** For a subscription that never had a key: a name, a click, a call. */
export function FirstAiKey({ subscription }: { subscription: SubscriptionDetail }) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const { organizationId, may } = useActing();
    const create = useCreateKey(subscription.id);
    const keys = useInfiniteQuery(
        apiList('/v1/subscriptions/{id}/keys', {
            path: { id: subscription.id },
            organization: organizationId,
        }),
    );
    const form = useForm({
        initialValues: { ...emptyKey, name: t`First key` },
        validate: { name: (value) => (value.trim() ? null : t`Enter a name.`) },
    });
    const secret = create.data?.secret;
    const isFirst = keys.data?.pages[0]?.items.length === 0 && subscription.state === 'active';
    if (!secret && (!isFirst || !may('purchase'))) return null;
    return (
        <Paper p="md" component="section" aria-labelledby="first-key">
            <Title order={2} id="first-key" mb={4}>
                <Group gap="xs">
                    <Icon name="check" />
                    {secret ? (
                        <Trans>Your key is ready</Trans>
                    ) : (
                        <Trans>{subscription.product_name} is active. Make your first key.</Trans>
                    )}
                </Group>
            </Title>
            {secret ? (
                <KeySecret secret={secret} subscription={subscription} onDone={() => create.reset()} />
            ) : (
                <form
                    noValidate
                    onSubmit={form.onSubmit((values) =>
                        create.mutate(values, {
                            onError: (error) => form.setErrors(faultsOfKey(error, texts)),
                        }),
                    )}
                >
                    <Stack gap="sm">
                        <Text c="dimmed">
                            <Trans>
                                Programs call the models with it. As soon as it is used, its use is charged.
                            </Trans>
                        </Text>
                        <Problem error={create.error} />
                        <Group align="flex-end" gap="xs">
                            <TextInput
                                label={t`Name of the key`}
                                name="name"
                                required
                                maxLength={100}
                                {...form.getInputProps('name')}
                            />
                            <Button
                                type="submit"
                                loading={create.isPending}
                                leftSection={<Icon name="key" size={14} />}
                            >
                                <Trans>Make the key</Trans>
                            </Button>
                        </Group>
                    </Stack>
                </form>
            )}
        </Paper>
    );
}
