import { Trans, useLingui } from '@lingui/react/macro';
import {
    Alert,
    Button,
    Checkbox,
    Fieldset,
    Group,
    NumberInput,
    SimpleGrid,
    Stack,
    Text,
    TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import type { SubscriptionDetail } from '@/api/types';
import { Dialog } from '@/ui/Dialog';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { emptyKey, faultsOfKey, useCreateKey } from './ai_key';
import { KeySecret } from './KeySecret';

const LARGEST_LIMIT = 1_000_000_000;

export function NewAiKey(props: { subscription: SubscriptionDetail; onClose: () => void }) {
    const { subscription, onClose } = props;
    const { t } = useLingui();
    const create = useCreateKey(subscription.id);
    const secret = create.data?.secret;
    return (
        <Dialog size="lg" onClose={onClose} title={secret ? t`Your new key` : t`Add a key`} isKept={!!secret}>
            {secret ? (
                <KeySecret secret={secret} subscription={subscription} onDone={onClose} />
            ) : (
                <KeyForm subscription={subscription} create={create} />
            )}
        </Dialog>
    );
}

function KeyForm(props: { subscription: SubscriptionDetail; create: ReturnType<typeof useCreateKey> }) {
    const { subscription, create } = props;
    const { t } = useLingui();
    const texts = useProblemTexts();
    const form = useForm({
        initialValues: emptyKey,
        validate: { name: (value) => (value.trim() ? null : t`Enter a name.`) },
    });
    const send = form.onSubmit((values) =>
        create.mutate(values, {
            onError: (error) => form.setErrors(faultsOfKey(error, texts)),
        }),
    );
    const limit = (name: 'requests_per_minute' | 'tokens_per_minute') => ({
        name,
        min: 1,
        max: LARGEST_LIMIT,
        allowDecimal: false,
        hideControls: true,
        placeholder: t`no limit`,
        ...form.getInputProps(name),
    });
    return (
        <form noValidate onSubmit={send}>
            <Stack>
                <Problem error={create.error} />
                <TextInput
                    label={t`Name`}
                    description={t`Unique within the subscription: where the key is used`}
                    name="name"
                    required
                    maxLength={100}
                    data-autofocus
                    {...form.getInputProps('name')}
                />
                <Fieldset legend={t`Limits (optional)`}>
                    <Stack>
                        {subscription.ai_models.length > 1 && (
                            <Checkbox.Group
                                label={t`Models`}
                                description={t`Choose none, and the key may use all of them, new ones too.`}
                                {...form.getInputProps('models')}
                            >
                                <Stack gap="xs" mt="xs">
                                    {subscription.ai_models.map((model) => (
                                        <Checkbox
                                            key={model.id}
                                            name="models"
                                            value={model.name}
                                            label={<code>{model.name}</code>}
                                        />
                                    ))}
                                </Stack>
                            </Checkbox.Group>
                        )}
                        <SimpleGrid cols={{ base: 1, xs: 3 }}>
                            <NumberInput label={t`Requests per minute`} {...limit('requests_per_minute')} />
                            <NumberInput label={t`Tokens per minute`} {...limit('tokens_per_minute')} />
                            <TextInput
                                type="date"
                                label={t`Last day`}
                                name="expires_at"
                                {...form.getInputProps('expires_on')}
                            />
                        </SimpleGrid>
                    </Stack>
                </Fieldset>
                <Alert color="yellow" icon={<Icon name="info" />}>
                    <Text size="sm">
                        <Trans>As soon as you use this key, its use is charged.</Trans>
                    </Text>
                </Alert>
                <Group justify="flex-end">
                    <Button type="submit" loading={create.isPending}>
                        <Trans>Make the key</Trans>
                    </Button>
                </Group>
            </Stack>
        </form>
    );
}
