import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Group, SimpleGrid, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { bodyOf as answerOf, client, forOrganization } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import { apiQuery, forget } from '@/api/query';
import type { OwnSeller } from '@/api/types';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { ButtonLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { toast } from '@/ui/toast';
import { ShowcaseFields, useShowcaseNames } from './ShowcaseFields';
import { ShowcasePreview } from './ShowcasePreview';
import { bodyOf, merged, showcaseOf } from './showcase';

/** A seller edits its public page and sees it as visitors will. */
export function ShowcasePage() {
    const { t } = useLingui();
    const { organizationId, home } = useActing();
    // What is being typed is not replaced behind one's back: saving finds out what others did.
    const query = useQuery({
        ...apiQuery('/v1/seller', { organization: organizationId }),
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnMount: 'always',
    });
    const absent = absence(query);
    return (
        <>
            <PageHeader
                title={t`Public page`}
                crumbs={[home]}
                description={
                    <Trans>What visitors read about your company, above the list of its products.</Trans>
                }
                actions={
                    query.data && (
                        <ButtonLink
                            to="/sellers/$slug"
                            params={{ slug: query.data.slug }}
                            variant="default"
                            leftSection={<Icon name="external" size={14} />}
                        >
                            <Trans>See the page</Trans>
                        </ButtonLink>
                    )
                }
            />
            {absent}
            {!absent && query.data && !query.isFetching && <Editor key={query.data.id} seller={query.data} />}
        </>
    );
}

function Editor({ seller }: { seller: OwnSeller }) {
    const { t } = useLingui();
    const [base, setBase] = useState(seller);
    const [both, setBoth] = useState<string[] | null>(null);
    const texts = useProblemTexts();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const form = useForm({
        initialValues: showcaseOf(seller),
        validate: {
            name: (value) => (value.trim() ? null : t`Enter a name.`),
            about: {
                en: (value: string) => (value.trim() ? null : t`The text is needed in English at least.`),
            },
        },
    });
    const begin = (saved: OwnSeller) => {
        setBase(saved);
        form.setInitialValues(showcaseOf(saved));
    };
    const takeOver = async () => {
        const answer = await client.GET('/v1/seller', { headers: forOrganization(organizationId) });
        const theirs = answerOf(answer) as OwnSeller;
        const result = merged(showcaseOf(base), form.getValues(), showcaseOf(theirs));
        begin(theirs);
        form.setValues(result.showcase);
        setBoth(result.both);
    };
    const save = useMutation({
        mutationFn: async () =>
            answerOf(
                await client.PUT('/v1/seller', {
                    headers: { ...forOrganization(organizationId), 'If-Match': `"v${base.version}"` },
                    body: bodyOf(form.getValues()),
                }),
            ) as OwnSeller,
        onError: async (error) => {
            form.setErrors(texts.fields(error));
            if (error instanceof ApiProblem && error.status === 412) await takeOver();
        },
        onSuccess: async (saved) => {
            begin(saved);
            form.setValues(showcaseOf(saved));
            setBoth(null);
            toast(t`Saved. Visitors see it now.`);
            await forget(queries, '/v1/sellers', '/v1/products');
        },
    });
    return (
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
            <form noValidate onSubmit={form.onSubmit(() => save.mutate())}>
                <Stack gap="lg">
                    {both ? <TakenOver both={both} /> : <Problem error={save.error} />}
                    <ShowcaseFields form={form} />
                    <Group>
                        <Button type="submit" loading={save.isPending}>
                            <Trans>Save</Trans>
                        </Button>
                    </Group>
                </Stack>
            </form>
            <ShowcasePreview seller={base} showcase={form.values} />
        </SimpleGrid>
    );
}

/** Two edited at once: what was taken over, and where one must look again. */
function TakenOver({ both }: { both: string[] }) {
    const { t } = useLingui();
    const format = useFormat();
    const names = useShowcaseNames();
    return (
        <Alert
            role="alert"
            color="yellow"
            icon={<Icon name="info" />}
            title={t`Somebody else saved this page meanwhile`}
        >
            <Trans>What they changed has been taken over; what you typed is still here.</Trans>{' '}
            {both.length > 0 && (
                <Trans>You both changed: {format.list(both.map(names))}. Yours stands in the form.</Trans>
            )}{' '}
            <Trans>Look at it and save once more.</Trans>
        </Alert>
    );
}
