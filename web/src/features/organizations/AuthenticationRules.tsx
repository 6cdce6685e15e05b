import { Plural, Trans, useLingui } from '@lingui/react/macro';
import {
    Alert,
    Button,
    Checkbox,
    Fieldset,
    Group,
    Radio,
    Skeleton,
    Stack,
    Text,
    TextInput,
    Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { bodyOf, client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { AuthenticationRules as Rules } from '@/api/types';
import { useActing, useSession } from '@/shell/session';
import { Icon } from '@/ui/icons';
import { Problem } from '@/ui/Problem';
import { useProblemTexts } from '@/ui/problem_texts';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { isLocal } from './method_names';
import { ShutOutPeople } from './ShutOutPeople';

const PATH = '/v1/organization/authentication-rules';

/** By what people sign in to act for the organization. */
export function AuthenticationRules() {
    const { organizationId } = useActing();
    const { t } = useLingui();
    const query = useQuery(apiQuery(PATH, { organization: organizationId }));
    return (
        <section aria-labelledby="sign-in-methods">
            <Title order={2} id="sign-in-methods" mb={4}>
                <Trans>Sign-in methods</Trans>
            </Title>
            <Text c="dimmed" mb="sm" maw={720}>
                <Trans>
                    By what people sign in to act for the organization. It holds at once, in open pages too;
                    API tokens have rules of their own. An owner always gets in by password or passkey: that
                    is recorded and mailed to all owners.
                </Trans>
            </Text>
            {query.error && <Problem error={query.error} onRetry={() => void query.refetch()} />}
            {query.data ? (
                <RulesForm key={query.data.version} rules={query.data} />
            ) : (
                query.isPending && <Skeleton h={240} aria-label={t`Loading`} />
            )}
        </section>
    );
}

interface Values {
    limits: 'all' | 'some';
    methods: string[];
    requires_second_factor: boolean;
    from: string; // a day; empty: at once
}

const isPast = (time: string | null | undefined) => !!time && new Date(time) <= new Date();

const valuesOf = (rules: Rules): Values => ({
    limits: rules.methods.length ? 'some' : 'all',
    // One whose provider was removed is none any more.
    methods: rules.methods.filter(
        (method) => isLocal(method) || rules.providers.some(({ id }) => id === method),
    ),
    requires_second_factor: !!rules.second_factor_from,
    from: isPast(rules.second_factor_from) ? '' : (rules.second_factor_from ?? '').slice(0, 10),
});

/** What has begun stays begun; what begins at once begins when it is saved. */
function secondFactorFrom(values: Values, rules: Rules): string | null {
    if (!values.requires_second_factor) return null;
    if (values.from) return `${values.from}T00:00:00Z`;
    return isPast(rules.second_factor_from) ? rules.second_factor_from : new Date().toISOString();
}

function useSave(rules: Rules, values: Values, setErrors: (errors: Record<string, string>) => void) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const texts = useProblemTexts();
    const queries = useQueryClient();
    return useMutation({
        mutationFn: async (isConfirmed: boolean) =>
            bodyOf(
                await client.PUT(PATH, {
                    headers: { ...forOrganization(organizationId), 'If-Match': `"v${rules.version}"` },
                    body: {
                        methods: values.limits === 'all' ? [] : values.methods,
                        second_factor_from: secondFactorFrom(values, rules),
                        is_confirmed: isConfirmed,
                    },
                }),
            ),
        onError: async (error) => {
            setErrors(texts.fields(error) as Record<string, string>);
            await forget(queries, `${PATH}/preview`); // somebody may have come meanwhile
        },
        onSuccess: async (saved) => {
            // Whoever is shut out and comes back goes on from here.
            queries.setQueryData(apiQuery(PATH, { organization: organizationId }).queryKey, saved);
            void toast(t`Sign-in methods saved`);
            await forget(queries, PATH, '/v1/session');
        },
    });
}

/** Whom the rules in the form would shut out, at any time. */
function usePreview(values: Values) {
    const { organizationId } = useActing();
    const methods = values.limits === 'all' ? [] : values.methods;
    const second_factor_from = values.requires_second_factor
        ? `${values.from || '2020-01-01'}T00:00:00Z`
        : null;
    return useQuery({
        queryKey: [organizationId, `${PATH}/preview`, methods, second_factor_from],
        placeholderData: keepPreviousData,
        queryFn: async ({ signal }) =>
            bodyOf(
                await client.POST(`${PATH}/preview`, {
                    headers: forOrganization(organizationId),
                    body: { methods, second_factor_from },
                    signal,
                }),
            ),
    });
}

function RulesForm({ rules }: { rules: Rules }) {
    const { t } = useLingui();
    const { organization } = useActing();
    const session = useSession();
    const form = useForm<Values>({
        initialValues: valuesOf(rules),
        validate: {
            methods: (methods, { limits }) =>
                limits === 'some' && !methods.length ? t`Choose at least one.` : null,
        },
    });
    const { values } = form;
    const save = useSave(rules, values, form.setErrors);
    const preview = usePreview(values);
    const count = preview.data?.people.length ?? 0;
    const isUndecided = values.limits === 'some' && !values.methods.length;
    const isOwner = organization.roles.includes('owner');
    const isOwnRefused =
        values.limits === 'some' &&
        values.methods.length > 0 &&
        !values.methods.includes(session?.method ?? '');
    return (
        <form noValidate onSubmit={form.onSubmit(() => save.mutate(count > 0))}>
            <Stack maw={640}>
                <Fieldset variant="unstyled" disabled={!isOwner}>
                    <Stack>
                        <MethodFields form={form} rules={rules} />
                        <Checkbox
                            label={t`A second factor is required`}
                            description={t`A device that makes codes, or a passkey. Whoever signs in by a provider of the organization is asked there, and needs none here.`}
                            name="requires_second_factor"
                            {...form.getInputProps('requires_second_factor', { type: 'checkbox' })}
                        />
                        {values.requires_second_factor && (
                            <TextInput
                                type="date"
                                label={t`Required from`}
                                description={t`Until that day those concerned only see a notice. Empty: at once.`}
                                maw={240}
                                {...form.getInputProps('from')}
                            />
                        )}
                    </Stack>
                </Fieldset>
                <Problem error={preview.error} />
                {preview.data && !isUndecided && (
                    <ShutOutPeople preview={preview.data} providers={rules.providers} />
                )}
                {isOwnRefused && (
                    <Alert color="yellow" icon={<Icon name="alert" />}>
                        <Trans>You signed in another way yourself: after saving you sign in anew.</Trans>
                    </Alert>
                )}
                <Problem error={save.error} />
                <Group>
                    {isOwner ? (
                        <Button type="submit" loading={save.isPending} {...(count && { color: 'red.8' })}>
                            {count ? (
                                <Plural
                                    value={count}
                                    one="Save although one person is concerned"
                                    other="Save although # people are concerned"
                                />
                            ) : (
                                <Trans>Save the sign-in methods</Trans>
                            )}
                        </Button>
                    ) : (
                        <Text size="sm">
                            <Trans>Only an owner changes this.</Trans>
                        </Text>
                    )}
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

interface MethodForm {
    values: Values;
    setValues: (values: Partial<Values>) => void;
    getInputProps: (field: 'limits' | 'methods') => object;
}

function MethodFields({ form, rules }: { form: MethodForm; rules: Rules }) {
    const { t } = useLingui();
    const providers = rules.providers.map(({ id }) => id);
    const isSingleSignOn = form.values.methods.length > 0 && !form.values.methods.some(isLocal);
    return (
        <>
            <Radio.Group label={t`Allowed`} {...form.getInputProps('limits')}>
                <Stack gap={6} mt="xs">
                    <Radio value="all" label={t`All methods, also those that come later`} />
                    <Radio value="some" label={t`Only these`} />
                </Stack>
            </Radio.Group>
            {form.values.limits === 'some' && (
                <Checkbox.Group label={t`Methods`} {...form.getInputProps('methods')}>
                    <Stack gap={6} mt="xs">
                        <Checkbox value="password" label={t`Password`} />
                        <Checkbox value="passkey" label={t`Passkey`} />
                        {rules.providers.map(({ id, name, is_platform }) => (
                            <Checkbox
                                key={id}
                                value={id}
                                label={name}
                                description={
                                    is_platform
                                        ? t`Identity provider of the whole platform`
                                        : t`Identity provider of the organization`
                                }
                            />
                        ))}
                    </Stack>
                </Checkbox.Group>
            )}
            {providers.length > 0 && !(form.values.limits === 'some' && isSingleSignOn) && (
                <Group>
                    <Button
                        variant="default"
                        size="compact-sm"
                        onClick={() => form.setValues({ limits: 'some', methods: providers })}
                    >
                        <Trans>Single sign-on only</Trans>
                    </Button>
                </Group>
            )}
        </>
    );
}
