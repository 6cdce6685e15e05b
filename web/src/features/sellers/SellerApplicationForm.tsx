import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Fieldset, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, forOrganization } from '@/api/client';
import { forget } from '@/api/query';
import type { Organization, SellerApplication } from '@/api/types';
import { countries } from '@/features/organizations/profile_fields';
import { useFormat } from '@/ui/format';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';
import { type ApplicationField, applicationFields, startOf, useApplicationNames } from './application_fields';
import { useSellerTerms } from './seller_terms';
import { SellerTermsBox } from './SellerTermsBox';

export function SellerApplicationForm(props: {
    organization: Organization;
    last: SellerApplication | undefined;
}) {
    const { t } = useLingui();
    const texts = useProblemTexts();
    const format = useFormat();
    const names = useApplicationNames();
    const queries = useQueryClient();
    const terms = useSellerTerms();
    const isRequired = (name: ApplicationField) => name !== 'support_url';
    const form = useForm({
        initialValues: { ...startOf(props.organization, props.last), accepted: false },
        validate: {
            ...Object.fromEntries(
                applicationFields
                    .filter(isRequired)
                    .map((name) => [
                        name,
                        (value: string) => (value.trim() ? null : t`${names[name]} is required.`),
                    ]),
            ),
            accepted: (value) => (value || !terms ? null : t`Without your agreement you cannot sell here.`),
        },
    });
    const send = useMutation({
        mutationFn: () => {
            const { accepted, support_url, ...said } = form.values;
            return client.POST('/v1/organization/seller-applications', {
                headers: forOrganization(props.organization.id),
                body: {
                    ...said,
                    ...(support_url.trim() ? { support_url } : {}),
                    accepted: accepted && terms ? [terms.digest] : [],
                },
            });
        },
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async () => {
            await forget(queries, '/v1/organization/seller-applications');
            toast(t`Sent. The operator will look at it.`);
        },
    });
    const field = (name: ApplicationField) => ({
        name,
        label: names[name],
        required: isRequired(name),
        ...form.getInputProps(name),
    });
    const sorted = countries
        .map((value) => ({ value, label: format.country(value) }))
        .sort((a, b) => a.label.localeCompare(b.label, format.locale));
    return (
        <form noValidate onSubmit={form.onSubmit(() => send.mutate())}>
            <Stack gap="lg">
                <Problem error={send.error} />
                <Fieldset legend={t`How customers see you`}>
                    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
                        <TextInput
                            maxLength={80}
                            description={t`The address of your page is made of it.`}
                            {...field('name')}
                        />
                        <TextInput type="url" placeholder="https://" {...field('website')} />
                        <NativeSelect
                            autoComplete="country"
                            data={[{ value: '', label: t`Choose a country` }, ...sorted]}
                            {...field('country')}
                        />
                    </SimpleGrid>
                </Fieldset>
                <Fieldset legend={t`How customers reach you`}>
                    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
                        <TextInput
                            type="email"
                            description={t`For who wants to buy.`}
                            {...field('contact_email')}
                        />
                        <TextInput
                            type="email"
                            description={t`For who has bought.`}
                            {...field('support_email')}
                        />
                        <TextInput type="url" placeholder="https://" {...field('support_url')} />
                    </SimpleGrid>
                </Fieldset>
                {terms && (
                    <SellerTermsBox terms={terms} {...form.getInputProps('accepted', { type: 'checkbox' })} />
                )}
                <Group>
                    <Button type="submit" loading={send.isPending}>
                        <Trans>Send the application</Trans>
                    </Button>
                </Group>
            </Stack>
        </form>
    );
}
