import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, FileButton, Group, Stack, Table, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { bodyOf, client, forOrganization } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import { forget } from '@/api/query';
import type { OfferResult } from '@/api/types';
import { useActing } from '@/shell/session';
import { Icon } from '@/ui/icons';
import { TextLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { useStateNames } from '@/ui/Status';

/** A product as a file: makes it, or a new revision of it. */
export function OfferPage() {
    const { t } = useLingui();
    const { organizationId, may } = useActing();
    const queries = useQueryClient();
    const [text, setText] = useState('');
    const apply = useMutation({
        mutationFn: async (draft: boolean) =>
            bodyOf(
                await client.PUT('/v1/offers', {
                    params: { query: draft ? { draft } : {} },
                    headers: { ...forOrganization(organizationId), 'Content-Type': 'application/yaml' },
                    body: text,
                    bodySerializer: (body) => body,
                }),
            ),
        onSuccess: () =>
            forget(queries, '/v1/products', '/v1/operator/products', '/v1/seller', '/v1/categories'),
    });
    const read = async (file: File | null) => {
        if (!file) return;
        apply.reset();
        setText(await file.text());
    };
    return (
        <>
            <PageHeader
                title={t`Apply an offer file`}
                crumbs={
                    may('operate')
                        ? [
                              {
                                  label: t`Products`,
                                  link: {
                                      to: '/o/$organizationId/operator/products',
                                      params: { organizationId },
                                  },
                              },
                          ]
                        : undefined
                }
                description={
                    <Trans>
                        A product is a file in YAML: texts, documents, plans, prices and models. Applying it
                        again without a change does nothing. Files named with <code>file:</code> are resolved
                        by <code>kontor product apply</code> only; here they stand in the file itself.
                    </Trans>
                }
            />
            <Stack maw={960}>
                <Faults error={apply.error} />
                {apply.data && <Applied result={apply.data} />}
                <Group gap="xs">
                    <FileButton onChange={read} accept=".yaml,.yml,.json,application/yaml,application/json">
                        {(props) => (
                            <Button {...props} variant="default" leftSection={<Icon name="file" size={14} />}>
                                <Trans>Choose a file…</Trans>
                            </Button>
                        )}
                    </FileButton>
                    <Text size="sm" c="dimmed">
                        <Trans>or paste it below</Trans>
                    </Text>
                </Group>
                <Textarea
                    label={t`Offer`}
                    name="offer"
                    value={text}
                    onChange={(event) => setText(event.currentTarget.value)}
                    autosize
                    minRows={14}
                    maxRows={30}
                    spellCheck={false}
                    styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
                />
                <Group>
                    <Button
                        disabled={!text.trim()}
                        loading={apply.isPending}
                        onClick={() => apply.mutate(false)}
                    >
                        <Trans>Apply</Trans>
                    </Button>
                    {may('offerings') && (
                        <Button
                            variant="default"
                            disabled={!text.trim()}
                            loading={apply.isPending}
                            onClick={() => apply.mutate(true)}
                        >
                            <Trans>Keep as a draft</Trans>
                        </Button>
                    )}
                </Group>
            </Stack>
        </>
    );
}

/** What is wrong, each with its place in the file. */
function Faults({ error }: { error: unknown }) {
    const { t } = useLingui();
    const faults = error instanceof ApiProblem ? error.problem.errors : [];
    if (faults.length === 0) return <Problem error={error} />;
    return (
        <Alert
            color="red"
            role="alert"
            icon={<Icon name="alert" />}
            title={t`The offer has faults; nothing was changed`}
        >
            <Table aria-label={t`Faults`} verticalSpacing={4}>
                <Table.Thead>
                    <Table.Tr>
                        <Table.Th>{t`Place`}</Table.Th>
                        <Table.Th>{t`Fault`}</Table.Th>
                    </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                    {faults.map((fault) => (
                        <Table.Tr key={fault.field + fault.code}>
                            <Table.Td>
                                <code>{fault.field}</code>
                            </Table.Td>
                            <Table.Td>{fault.message}</Table.Td>
                        </Table.Tr>
                    ))}
                </Table.Tbody>
            </Table>
        </Alert>
    );
}

function Applied({ result }: { result: OfferResult }) {
    const { t } = useLingui();
    const { organizationId, may } = useActing();
    const states = useStateNames();
    return (
        <Alert
            color="green"
            role="status"
            icon={<Icon name="check" />}
            title={result.is_unchanged ? t`Nothing has changed` : t`The offer is applied`}
        >
            <Trans>
                Revision {result.revision_number} of <code>{result.slug}</code>: {states(result.state)}.
            </Trans>{' '}
            {may('operate') ? (
                <TextLink
                    to="/o/$organizationId/operator/products/$productId"
                    params={{ organizationId, productId: result.product_id }}
                    underline="always"
                >
                    <Trans>Go to the product</Trans>
                </TextLink>
            ) : (
                <TextLink
                    to="/o/$organizationId/products/$productId"
                    params={{ organizationId, productId: result.product_id }}
                    underline="always"
                >
                    <Trans>Go to the product</Trans>
                </TextLink>
            )}
        </Alert>
    );
}
