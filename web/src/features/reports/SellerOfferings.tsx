import { Trans, useLingui } from '@lingui/react/macro';
import { SimpleGrid, Table, Text } from '@mantine/core';
import type { SellerDashboard } from '@/api/types';
import { useProductColumns } from '@/features/catalog/product_columns';
import { useActing } from '@/shell/session';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { onePage } from '@/ui/list_query';
import { ButtonLink, TextLink } from '@/ui/links';
import { Status } from '@/ui/Status';
import { Day, Time } from '@/ui/Time';
import { Part, TwoLines } from './Part';

type Offerings = NonNullable<SellerDashboard['offerings']>;

/** The products with their revisions, what is being written, and what is being tried out. */
export function SellerOfferings({ offerings }: { offerings: Offerings }) {
    const { drafts, tests } = offerings;
    return (
        <>
            <Products offerings={offerings} />
            {drafts.length + tests.length > 0 && (
                <SimpleGrid cols={{ base: 1, md: 2 }} spacing={32} verticalSpacing={32}>
                    {drafts.length > 0 && <Drafts drafts={drafts} />}
                    {tests.length > 0 && <Tests tests={tests} />}
                </SimpleGrid>
            )}
        </>
    );
}

function Products({ offerings }: { offerings: Offerings }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const columns = useProductColumns('/o/$organizationId/products/$productId');
    const { products, product_count } = offerings;
    const count = products.length;
    const begin = (
        <ButtonLink to="/o/$organizationId/products/new" params={{ organizationId }}>
            <Trans>New product</Trans>
        </ButtonLink>
    );
    const all = (
        <TextLink to="/o/$organizationId/products" params={{ organizationId }}>
            <Trans>My products</Trans>
        </TextLink>
    );
    return (
        <Part id="offerings" title={t`Offerings`} more={all}>
            {count === 0 ? (
                <EmptyState icon="box" title={t`Nothing is offered yet`} action={begin}>
                    <Trans>Write your first product here, or apply it as a file.</Trans>
                </EmptyState>
            ) : (
                <>
                    <DataTable
                        name="offerings"
                        label={t`Offerings`}
                        prefix="offering_"
                        columns={columns}
                        query={onePage(products)}
                        rowId={(row) => row.id}
                        empty={null}
                    />
                    {count < product_count && (
                        <Text size="sm" c="dimmed">
                            <Trans>
                                The newest {count} of {product_count}
                            </Trans>
                        </Text>
                    )}
                </>
            )}
        </Part>
    );
}

function Drafts({ drafts }: { drafts: Offerings['drafts'] }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    return (
        <Part id="drafts" title={t`Drafts`}>
            <Table verticalSpacing={6} aria-labelledby="drafts">
                <Table.Tbody>
                    {drafts.map((draft) => (
                        <Table.Tr key={draft.id}>
                            <Table.Td>
                                <TwoLines
                                    first={
                                        <TextLink
                                            to="/o/$organizationId/drafts/$draftId"
                                            params={{ organizationId, draftId: draft.id }}
                                            fw={500}
                                        >
                                            {draft.name || t`Without a name`}
                                        </TextLink>
                                    }
                                    second={<Time value={draft.changed_at} />}
                                />
                            </Table.Td>
                            <Table.Td ta="right">
                                <Status state={draft.revision_state ?? 'draft'} />
                            </Table.Td>
                        </Table.Tr>
                    ))}
                </Table.Tbody>
            </Table>
        </Part>
    );
}

function Tests({ tests }: { tests: Offerings['tests'] }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    return (
        <Part id="tests" title={t`Test deployments`}>
            <Table verticalSpacing={6} aria-labelledby="tests">
                <Table.Tbody>
                    {tests.map((test) => (
                        <Table.Tr key={test.id}>
                            <Table.Td>
                                <TwoLines
                                    first={
                                        <TextLink
                                            to="/o/$organizationId/workloads/$workloadId"
                                            params={{ organizationId, workloadId: test.workload_id }}
                                            fw={500}
                                        >
                                            <Trans>
                                                {test.product_name}, revision {test.revision_number}
                                            </Trans>
                                        </TextLink>
                                    }
                                    second={<Whereabouts test={test} />}
                                />
                            </Table.Td>
                            <Table.Td ta="right">
                                <Status state={test.result} />
                            </Table.Td>
                        </Table.Tr>
                    ))}
                </Table.Tbody>
            </Table>
        </Part>
    );
}

/** Why it failed, or where it is now. */
function Whereabouts({ test }: { test: Offerings['tests'][number] }) {
    if (test.cause) return test.cause;
    if (test.workload_state === 'removed') return <Trans>removed</Trans>;
    return (
        <Trans>
            is removed on <Day value={test.removes_at} />
        </Trans>
    );
}
