import { useLingui } from '@lingui/react/macro';
import { Button, Checkbox, Fieldset, Group, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { SubscriptionDetail } from '@/api/types';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { faultsOfKey, type AiKeyValues } from './ai_key';

const LARGEST_LIMIT = 1_000_000_000;

interface Props {
    subscription: SubscriptionDetail;
    initial: AiKeyValues;
    save: UseMutationResult<unknown, Error, AiKeyValues>;
    onSaved?: () => void;
    notice?: ReactNode;
    submit: ReactNode;
}

/** Name and limits of a key, one that is made or one that is changed. */
export function AiKeyForm({ subscription, initial, save, onSaved, notice, submit }: Props) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    // A model that was taken away stands there as long as the key names it.
    const models = new Set([...subscription.ai_models.map((model) => model.name), ...initial.models]);
    const form = useForm({
        initialValues: initial,
        validate: { name: (value) => (value.trim() ? null : t`Enter a name.`) },
    });
    const send = form.onSubmit((values) =>
        save.mutate(values, {
            onSuccess: onSaved,
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
                <Problem error={save.error} />
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
                        {(models.size > 1 || initial.models.length > 0) && (
                            <Checkbox.Group
                                label={t`Models`}
                                description={t`Choose none, and the key may use all of them, new ones too.`}
                                {...form.getInputProps('models')}
                            >
                                <Stack gap="xs" mt="xs">
                                    {[...models].map((model) => (
                                        <Checkbox
                                            key={model}
                                            name="models"
                                            value={model}
                                            label={<code>{model}</code>}
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
                {notice}
                <Group justify="flex-end">
                    <Button type="submit" loading={save.isPending}>
                        {submit}
                    </Button>
                </Group>
            </Stack>
        </form>
    );
}
