import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, Group, PasswordInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import { TestCalls } from '@/features/revisions/TestCalls';
import { useActing } from '@/shell/session';
import { Problem } from '@/ui/Problem';
import { toast } from '@/ui/toast';
import { LineField, ListField, NumberField } from './fields';
import { itemsAt, textAt } from './offer';
import { useEditor } from './use_editor';

const WATCHING = 1_500; // milliseconds, while a call is under way
const CAPABILITIES = ['chat', 'completions', 'embeddings', 'responses'];

export function ModelsSection() {
    const { t } = useLingui();
    return (
        <ListField
            path="ai.models"
            name={(number) => t`Model ${number}`}
            add={t`Add a model`}
            fresh={() => ({ capabilities: ['chat'], upstreams: [{}] })}
            max={50}
        >
            {(path) => (
                <>
                    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
                        <LineField
                            path={`${path}.name`}
                            label={t`Name`}
                            description={t`What callers write as the model.`}
                            required
                            max={80}
                        />
                        <NumberField
                            path={`${path}.context_length`}
                            label={t`Context length`}
                            description={t`In tokens.`}
                            required
                        />
                    </SimpleGrid>
                    <Capabilities path={`${path}.capabilities`} />
                    <Rates path={`${path}.rates`} />
                    <Upstreams path={`${path}.upstreams`} />
                    <ModelTest path={path} />
                </>
            )}
        </ListField>
    );
}

function Capabilities({ path }: { path: string }) {
    const { t } = useLingui();
    const { said, set, faultAt } = useEditor();
    return (
        <Checkbox.Group
            label={t`Operations`}
            withAsterisk
            error={faultAt(path)}
            value={itemsAt(said.document, path).map(String)}
            onChange={(value) =>
                set(
                    path,
                    CAPABILITIES.filter((one) => value.includes(one)),
                )
            }
        >
            <Group gap="md" mt={4}>
                {CAPABILITIES.map((one) => (
                    <Checkbox key={one} value={one} label={one} />
                ))}
            </Group>
        </Checkbox.Group>
    );
}

function Rates({ path }: { path: string }) {
    const { t } = useLingui();
    return (
        <Stack gap={4}>
            <Text size="sm" c="dimmed">
                <Trans>Rates are for a million tokens.</Trans>
            </Text>
            <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
                <LineField path={`${path}.in`} label={t`Input`} required placeholder="0.15" max={14} />
                <LineField path={`${path}.out`} label={t`Output`} required placeholder="0.60" max={14} />
                <LineField path={`${path}.cached`} label={t`Cached input`} max={14} />
                <LineField path={`${path}.reasoning`} label={t`Reasoning`} max={14} />
            </SimpleGrid>
        </Stack>
    );
}

function Upstreams({ path }: { path: string }) {
    const { t } = useLingui();
    return (
        <Stack gap={6}>
            <Text size="sm" fw={500} component="span">
                <Trans>Where calls go, tried in order</Trans>
            </Text>
            <ListField path={path} name={(number) => t`Upstream ${number}`} add={t`Add an upstream`} max={8}>
                {(upstream) => (
                    <>
                        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
                            <LineField
                                path={`${upstream}.url`}
                                label={t`Address`}
                                type="url"
                                required
                                placeholder="https://llm.example/v1"
                                max={500}
                            />
                            <LineField
                                path={`${upstream}.model`}
                                label={t`Its name there`}
                                description={t`The same name unless said.`}
                                max={200}
                            />
                        </SimpleGrid>
                        <UpstreamKey path={`${upstream}.url`} />
                    </>
                )}
            </ListField>
        </Stack>
    );
}

/** Given, never shown again; it belongs to the address. */
function UpstreamKey({ path }: { path: string }) {
    const { t } = useLingui();
    const { draft, said } = useEditor();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const [key, setKey] = useState('');
    const url = textAt(said.document, path);
    const hasKey = draft.keys.some((one) => one.url === url);
    const place = useMutation({
        mutationFn: () =>
            client.PUT('/v1/drafts/{id}/keys', {
                params: { path: { id: draft.id } },
                headers: forOrganization(organizationId),
                body: { url, key },
            }),
        onSuccess: async () => {
            setKey('');
            toast(t`The key is kept.`);
            await forget(queries, '/v1/drafts/');
        },
    });
    if (!url) return null;
    return (
        <Stack gap={4}>
            <Problem error={place.error} />
            <Group align="flex-end" gap="xs">
                <PasswordInput
                    flex={1}
                    label={t`Key`}
                    description={
                        hasKey
                            ? t`There is a key for this address. A new one takes its place.`
                            : t`Sealed when stored, and never shown again.`
                    }
                    autoComplete="off"
                    value={key}
                    onChange={(event) => setKey(event.currentTarget.value)}
                />
                <Button
                    variant="default"
                    disabled={key === ''}
                    loading={place.isPending}
                    onClick={() => place.mutate()}
                >
                    <Trans>Keep the key</Trans>
                </Button>
            </Group>
        </Stack>
    );
}

/** One small call of each upstream as the draft says now; what customers call stays as it is. */
function ModelTest({ path }: { path: string }) {
    const { draft, said, flush } = useEditor();
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const of = { path: { id: draft.id }, organization: organizationId };
    const { data } = useQuery({
        ...apiQuery('/v1/drafts/{id}/test-calls', of),
        refetchInterval: ({ state }) =>
            state.data?.items.some((one) => one.state === 'waiting') ? WATCHING : false,
    });
    const name = textAt(said.document, `${path}.name`);
    const call = useMutation({
        mutationFn: async () => {
            await flush();
            await client.POST('/v1/drafts/{id}/test-calls', {
                params: { path: { id: draft.id } },
                headers: forOrganization(organizationId),
                body: { model_name: name },
            });
        },
        onSettled: () => forget(queries, `/v1/drafts/${draft.id}/test-calls`),
    });
    if (!name || !itemsAt(said.document, `${path}.upstreams`).length) return null;
    const isUnderWay = !!data?.items.some((one) => one.state === 'waiting');
    return (
        <Stack gap="sm" align="stretch">
            <Problem error={call.error} />
            <Group gap="sm">
                <Button
                    variant="default"
                    size="xs"
                    loading={call.isPending}
                    disabled={isUnderWay}
                    onClick={() => call.mutate()}
                >
                    <Trans>Test call</Trans>
                </Button>
                <Text size="sm" c="dimmed" flex="1 1 14rem">
                    <Trans>
                        Calls each upstream once, as the draft says now. What comes of it is shown to who
                        reviews it.
                    </Trans>
                </Text>
            </Group>
            <div aria-live="polite">
                <TestCalls calls={data?.items.filter((one) => one.model_name === name) ?? []} />
            </div>
        </Stack>
    );
}
