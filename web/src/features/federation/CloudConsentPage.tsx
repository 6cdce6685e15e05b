// /cloud-consent#token=…: where somebody who administers a cloud's domain agrees that an organization is linked to it.
// What stands behind the # is told to no server and no proxy on the way.
import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { bodyOf, client } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import { forget } from '@/api/query';
import type { CloudConsent } from '@/api/types';
import { EntranceFrame, ToCatalogue } from '@/features/identity/EntranceFrame';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { CloudCredentialFields, useCredentialRules } from './CloudCredentialFields';

const INSPECTION = '/v1/cloud-consents/inspection';
const WHILE = 1_000; // milliseconds between two looks while a job asks the cloud

export function CloudConsentPage() {
    const { t } = useLingui();
    const hash = useLocation({ select: (location) => location.hash });
    const token = new URLSearchParams(hash).get('token') ?? '';
    const { data, error } = useQuery({
        queryKey: [null, INSPECTION, token],
        queryFn: async () => bodyOf(await client.POST(INSPECTION, { body: { token } })),
        enabled: token !== '',
        refetchInterval: (query) => (query.state.data?.state === 'answered' ? WHILE : false),
        retry: false,
    });
    if (token === '' || (error instanceof ApiProblem && error.status === 404))
        return (
            <EntranceFrame title={t`This link is not valid`} below={<ToCatalogue />}>
                <Text>
                    <Trans>
                        Perhaps it was not copied as a whole, or there is a newer one. Ask whoever sent it.
                    </Trans>
                </Text>
            </EntranceFrame>
        );
    return (
        <EntranceFrame
            title={data ? t`Link ${data.organization_name}` : t`Link a cloud`}
            below={<ToCatalogue />}
        >
            <Problem error={error} />
            {data && <Asked token={token} consent={data} />}
        </EntranceFrame>
    );
}

function Asked({ token, consent }: { token: string; consent: CloudConsent }) {
    if (consent.state === 'linked')
        return (
            <Alert color="green" icon={<Icon name="check" />} role="status">
                <Trans>
                    {consent.domain_name} is linked. What the marketplace made there begins with marketplace_;
                    do not change it.
                </Trans>
            </Alert>
        );
    if (consent.state === 'answered')
        return (
            <Text role="status">
                <Trans>The cloud is asked…</Trans>
            </Text>
        );
    if (!consent.is_usable)
        return (
            <Text>
                <Trans>This link is over. Ask whoever sent it for a new one.</Trans>
            </Text>
        );
    return <Form token={token} consent={consent} />;
}

function Form({ token, consent }: { token: string; consent: CloudConsent }) {
    const texts = useProblemTexts();
    const queries = useQueryClient();
    const form = useForm({
        initialValues: { domain: '', user_name: '', password: '' },
        validate: useCredentialRules(),
    });
    const agree = useMutation({
        mutationFn: () => client.POST('/v1/cloud-consents', { body: { token, ...form.values } }),
        onError: (error) => form.setErrors(texts.fields(error)),
        onSuccess: () => forget(queries, INSPECTION),
    });
    return (
        <form noValidate onSubmit={form.onSubmit(() => agree.mutate())}>
            <Stack>
                <Text>
                    <Trans>
                        {consent.organization_name} asks to be linked to a domain of {consent.provider_name}{' '}
                        that you administer. If you agree, the marketplace makes there a user of its own with
                        the role {consent.administrator_role}, a group with the role {consent.member_role},
                        and a user in it for each member. It removes them when the link ends.
                    </Trans>
                </Text>
                <Problem error={agree.error} />
                {consent.problem && (
                    <Alert color="red" icon={<Icon name="alert" />} role="alert">
                        {consent.problem}
                    </Alert>
                )}
                <CloudCredentialFields form={form} />
                <Button type="submit" loading={agree.isPending}>
                    <Trans>Agree</Trans>
                </Button>
            </Stack>
        </form>
    );
}
