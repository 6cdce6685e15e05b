import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Fieldset, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, forOrganization } from '@/api/client';
import { forget } from '@/api/query';
import type { Organization, Profile } from '@/api/types';
import { useFormat } from '@/ui/format';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';
import {
    countries,
    looksPersonal,
    type ProfileField,
    requiredFields,
    useFieldNames,
    valuesOf,
} from './profile_fields';

export function ProfileForm(props: {
    organization: Organization;
    start: Profile | null;
    onDone: () => void;
    onCancel?: () => void;
}) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const format = useFormat();
    const names = useFieldNames();
    const queries = useQueryClient();
    const start = valuesOf(props.start);
    const form = useForm({
        initialValues: { ...start, company_name: start.company_name || props.organization.name },
        validate: Object.fromEntries(
            requiredFields.map((name) => [
                name,
                (value: string) => (value.trim() ? null : t`${names[name]} is required.`),
            ]),
        ),
    });
    const send = useMutation({
        mutationFn: () => {
            const { phone, registration_number, vat_id, street, postal_code, city, ...required } =
                form.values;
            const given = Object.entries({ phone, registration_number, vat_id, street, postal_code, city });
            return client.POST('/v1/organization/profiles', {
                headers: forOrganization(props.organization.id),
                body: { ...required, ...Object.fromEntries(given.filter(([, value]) => value.trim())) },
            });
        },
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async () => {
            await forget(queries, '/v1/organization', '/v1/session', '/v1/products/');
            toast(t`Submitted. The operator will look at it.`);
            props.onDone();
        },
    });
    const field = (name: ProfileField) => ({
        name,
        label: names[name],
        required: requiredFields.includes(name),
        ...form.getInputProps(name),
    });
    const advice = (name: 'contact_email' | 'marketplace_email') =>
        looksPersonal(form.values[name])
            ? t`This looks like one person’s address. A shared mailbox keeps working when people change.`
            : t`A shared mailbox is best: everybody of your team reads it.`;
    const sorted = countries
        .map((value) => ({ value, label: format.country(value) }))
        .sort((a, b) => a.label.localeCompare(b.label, format.locale));
    return (
        <form noValidate onSubmit={form.onSubmit(() => send.mutate())}>
            <Stack gap="lg">
                <Problem error={send.error} />
                <Fieldset legend={t`Company`}>
                    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
                        <TextInput autoComplete="organization" {...field('company_name')} />
                        <TextInput
                            type="url"
                            autoComplete="url"
                            placeholder="https://"
                            {...field('website')}
                        />
                        <TextInput {...field('registration_number')} />
                        <TextInput {...field('vat_id')} />
                    </SimpleGrid>
                </Fieldset>
                <Fieldset legend={t`Contacts`}>
                    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
                        <TextInput
                            type="email"
                            description={advice('contact_email')}
                            {...field('contact_email')}
                        />
                        <TextInput
                            type="email"
                            description={advice('marketplace_email')}
                            {...field('marketplace_email')}
                        />
                        <TextInput type="tel" autoComplete="tel" {...field('phone')} />
                    </SimpleGrid>
                </Fieldset>
                <Fieldset legend={t`Address`}>
                    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
                        <TextInput autoComplete="street-address" {...field('street')} />
                        <TextInput autoComplete="postal-code" {...field('postal_code')} />
                        <TextInput autoComplete="address-level2" {...field('city')} />
                        <NativeSelect
                            autoComplete="country"
                            data={[{ value: '', label: t`Choose a country` }, ...sorted]}
                            {...field('country')}
                        />
                    </SimpleGrid>
                </Fieldset>
                <Text size="sm" c="dimmed">
                    <Trans>
                        These data are not confidential: sellers of what you order see them. Fields with a
                        star are required.
                    </Trans>
                </Text>
                <Group gap="xs">
                    <Button type="submit" loading={send.isPending}>
                        <Trans>Submit for approval</Trans>
                    </Button>
                    {props.onCancel && (
                        <Button variant="default" onClick={props.onCancel}>
                            <Trans>Cancel</Trans>
                        </Button>
                    )}
                </Group>
            </Stack>
        </form>
    );
}
