import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Group, Skeleton, Table, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { OperatorCategory } from '@/api/types';
import { useActing } from '@/shell/session';
import { ConfirmMoney } from '@/ui/ConfirmMoney';
import { useFormat } from '@/ui/format';
import { Icon } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { CategoryForm } from './CategoryForm';
import { type Branch, branchesOf } from './category_tree';

/** The tree of categories: create, rename, move, order, remove. */
export function CategoriesPage() {
    const { t } = useLingui();
    const { organizationId, home } = useActing();
    const { data, error, refetch } = useQuery(
        apiQuery('/v1/operator/categories', { organization: organizationId }),
    );
    const [edited, setEdited] = useState<OperatorCategory | 'new' | null>(null);
    const branches = branchesOf(data?.items ?? []);
    return (
        <>
            <PageHeader
                title={t`Categories`}
                crumbs={[home]}
                description={<Trans>Where products stand in the catalogue, in this order.</Trans>}
                actions={
                    <Button
                        leftSection={<Icon name="plus" size={14} />}
                        onClick={() => setEdited('new')}
                        disabled={!data}
                    >
                        <Trans>New category</Trans>
                    </Button>
                }
            />
            {error && !data && <Problem error={error} onRetry={() => void refetch()} />}
            {data ? <Tree branches={branches} onEdit={setEdited} /> : !error && <Skeleton h={320} />}
            {edited && (
                <CategoryForm
                    category={edited === 'new' ? null : edited}
                    branches={branches}
                    onClose={() => setEdited(null)}
                />
            )}
        </>
    );
}

export function useCategories() {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    return {
        headers: forOrganization(organizationId),
        done: () => forget(queries, '/v1/operator/categories', '/v1/categories', '/v1/products'),
    };
}

function Tree({ branches, onEdit }: { branches: Branch[]; onEdit: (category: OperatorCategory) => void }) {
    const { t } = useLingui();
    const [removed, setRemoved] = useState<OperatorCategory | null>(null);
    const { headers, done } = useCategories();
    const place = useMutation({
        mutationFn: ({ category, position }: { category: OperatorCategory; position: number }) =>
            client.PUT('/v1/operator/categories/{id}', {
                params: { path: { id: category.id } },
                headers: { ...headers, 'If-Match': `"v${category.version}"` },
                body: { name: category.name, parent_id: category.parent_id ?? undefined, position },
            }),
        onSettled: done,
    });
    return (
        <>
            <Problem error={place.error} />
            <Table.ScrollContainer minWidth={320} maw={860}>
                <Table aria-label={t`Categories`} verticalSpacing={6}>
                    <Table.Thead>
                        <Table.Tr>
                            <Table.Th>{t`Name`}</Table.Th>
                            <Table.Th visibleFrom="sm">{t`Address`}</Table.Th>
                            <Table.Th>{t`Action`}</Table.Th>
                        </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                        {branches.map((branch) => (
                            <Row
                                key={branch.category.id}
                                branch={branch}
                                isBusy={place.isPending}
                                onEdit={onEdit}
                                onRemove={setRemoved}
                                onPlace={(position) => place.mutate({ category: branch.category, position })}
                            />
                        ))}
                    </Table.Tbody>
                </Table>
            </Table.ScrollContainer>
            {removed && <Remove category={removed} onClose={() => setRemoved(null)} />}
        </>
    );
}

function Row(props: {
    branch: Branch;
    isBusy: boolean;
    onEdit: (category: OperatorCategory) => void;
    onRemove: (category: OperatorCategory) => void;
    onPlace: (position: number) => void;
}) {
    const { t } = useLingui();
    const { text } = useFormat();
    const { category, depth, place, siblings } = props.branch;
    const name = text(category.name);
    return (
        <Table.Tr>
            <Table.Td style={{ paddingLeft: 10 + depth * 24, overflowWrap: 'anywhere' }}>{name}</Table.Td>
            <Table.Td visibleFrom="sm">
                <Text size="sm" c="dimmed" span>
                    {category.slug}
                </Text>
            </Table.Td>
            <Table.Td>
                <Group gap={4} wrap="nowrap">
                    <ActionIcon
                        variant="default"
                        aria-label={t`Move ${name} up`}
                        disabled={place === 1 || props.isBusy}
                        onClick={() => props.onPlace(place - 1)}
                    >
                        <span aria-hidden>↑</span>
                    </ActionIcon>
                    <ActionIcon
                        variant="default"
                        aria-label={t`Move ${name} down`}
                        disabled={place === siblings || props.isBusy}
                        onClick={() => props.onPlace(place + 1)}
                    >
                        <span aria-hidden>↓</span>
                    </ActionIcon>
                    <ActionIcon
                        variant="default"
                        aria-label={t`Edit ${name}`}
                        onClick={() => props.onEdit(category)}
                    >
                        <Icon name="edit" size={14} />
                    </ActionIcon>
                    <ActionIcon
                        variant="default"
                        aria-label={t`Remove ${name}`}
                        onClick={() => props.onRemove(category)}
                    >
                        <Icon name="trash" size={14} />
                    </ActionIcon>
                </Group>
            </Table.Td>
        </Table.Tr>
    );
}

function Remove({ category, onClose }: { category: OperatorCategory; onClose: () => void }) {
    const { t } = useLingui();
    const { text } = useFormat();
    const { headers, done } = useCategories();
    return (
        <ConfirmMoney
            opened
            onClose={onClose}
            title={t`Remove ${text(category.name)}?`}
            confirm={t`Yes, remove it`}
            keep={t`No, keep it`}
            run={() =>
                client.DELETE('/v1/operator/categories/{id}', {
                    params: { path: { id: category.id } },
                    headers,
                })
            }
            onDone={() => void done()}
        >
            <Text size="sm">
                <Trans>Only a category in which nothing stands can be removed.</Trans>
            </Text>
        </ConfirmMoney>
    );
}
