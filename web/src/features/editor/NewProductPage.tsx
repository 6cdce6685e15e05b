import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { bodyOf, client, forOrganization } from '@/api/client';
import { forget } from '@/api/query';
import { useActing } from '@/shell/session';
import { ButtonLink } from '@/ui/links';
import { useLicenceTypeNames, useServiceTypeNames } from '@/ui/names';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';

const SERVICE_TYPES = ['private_offer', 'ai', 'kubernetes', 'image', 'managed', 'infrastructure', 'licence'];
const LICENCE_TYPES = [
    'free',
    'open_source',
    'trial',
    'byol',
    'hourly',
    'subscription',
    'usage',
    'on_request',
];

/** What is fixed from the beginning; everything else is written in the editor. */
export function NewProductPage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const navigate = useNavigate();
    const queries = useQueryClient();
    const texts = useProblemTexts();
    const serviceTypes = useServiceTypeNames();
    const licenceTypes = useLicenceTypeNames();
    const form = useForm({
        initialValues: { name: '', service_type: '', licence_type: '' },
        validate: {
            name: (value) => (value.trim() ? null : t`Enter a name.`),
            service_type: (value) => (value ? null : t`Choose what kind of service it is.`),
            licence_type: (value) => (value ? null : t`Choose how it is licensed.`),
        },
    });
    const begin = useMutation({
        mutationFn: async () =>
            bodyOf(
                await client.POST('/v1/drafts', {
                    headers: forOrganization(organizationId),
                    body: form.getValues(),
                }),
            ),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: async ({ id }) => {
            await forget(queries, '/v1/drafts');
            await navigate({
                to: '/o/$organizationId/drafts/$draftId',
                params: { organizationId, draftId: id },
            });
        },
    });
    return (
        <>
            <PageHeader
                title={t`New product`}
                crumbs={[
                    {
                        label: t`My products`,
                        link: { to: '/o/$organizationId/products', params: { organizationId } },
                    },
                ]}
                description={
                    <Trans>
                        These decide what the product is. You write everything else in any order; nothing is
                        seen by anybody before you submit it and the operator approves it.
                    </Trans>
                }
            />
            <form noValidate onSubmit={form.onSubmit(() => begin.mutate())}>
                <Stack maw={560}>
                    <Problem error={begin.error} />
                    <TextInput
                        name="name"
                        label={t`Name`}
                        description={t`At most 40 characters; fixed once the product was published.`}
                        withAsterisk
                        maxLength={40}
                        {...form.getInputProps('name')}
                    />
                    <NativeSelect
                        name="service_type"
                        label={t`Service type`}
                        description={t`Cannot be changed later.`}
                        withAsterisk
                        data={[
                            { value: '', label: t`Choose one` },
                            ...SERVICE_TYPES.map((value) => ({ value, label: serviceTypes(value) })),
                        ]}
                        {...form.getInputProps('service_type')}
                    />
                    <NativeSelect
                        name="licence_type"
                        label={t`Licence type`}
                        description={t`Cannot be changed later.`}
                        withAsterisk
                        data={[
                            { value: '', label: t`Choose one` },
                            ...LICENCE_TYPES.map((value) => ({ value, label: licenceTypes(value) })),
                        ]}
                        {...form.getInputProps('licence_type')}
                    />
                    <Group>
                        <Button type="submit" loading={begin.isPending}>
                            <Trans>Begin</Trans>
                        </Button>
                        <ButtonLink
                            to="/o/$organizationId/offers"
                            params={{ organizationId }}
                            variant="subtle"
                        >
                            <Trans>Apply an offer file instead</Trans>
                        </ButtonLink>
                    </Group>
                </Stack>
            </form>
        </>
    );
}
