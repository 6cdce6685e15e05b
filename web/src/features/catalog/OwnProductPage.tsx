import { Trans, useLingui } from '@lingui/react/macro';
import { NativeSelect, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { apiQuery } from '@/api/query';
import type { OperatorProductDetail } from '@/api/types';
import { NewRevision } from '@/features/editor/NewRevision';
import { RevisionTests } from '@/features/kubernetes/RevisionTests';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { onePage } from '@/ui/list_query';
import { useListState } from '@/ui/list_state';
import { useServiceTypeNames } from '@/ui/names';
import { PageHeader } from '@/ui/PageHeader';
import { Status, useStateNames } from '@/ui/Status';
import { OwnLifeNotice } from './OwnLifeNotice';
import { useRevisionColumns } from './product_columns';
import { ProductLife } from './ProductLife';

/** One's own product: its revisions, and the tests of those that are deployed. */
export function OwnProductPage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const types = useServiceTypeNames();
    const { productId } = useParams({ strict: false }) as { productId: string };
    const query = useQuery(
        apiQuery('/v1/seller/products/{id}', { path: { id: productId }, organization: organizationId }),
    );
    const { data } = query;
    const absent = absence(query);
    if (absent || !data) return absent;
    return (
        <>
            <PageHeader
                title={data.name}
                crumbs={[
                    {
                        label: t`My products`,
                        link: { to: '/o/$organizationId/products', params: { organizationId } },
                    },
                ]}
                status={<Status state={data.state} />}
                description={types(data.service_type)}
                actions={<ProductLife whose="seller" product={data} />}
            />
            <OwnLifeNotice product={data} />
            <Stack gap={32} maw={960}>
                <section aria-labelledby="revisions">
                    <Title order={2} id="revisions" mb="sm">
                        <Trans>Revisions</Trans>
                    </Title>
                    <Revisions product={data} />
                    <NewRevision product={data} />
                </section>
                {data.service_type === 'kubernetes' && data.revisions.length > 0 && <Tests product={data} />}
            </Stack>
        </>
    );
}

function Revisions({ product }: { product: OperatorProductDetail }) {
    const { t } = useLingui();
    const columns = useRevisionColumns('seller', product.id);
    return (
        <DataTable
            name={`own-revisions-${product.slug}`}
            label={t`Revisions`}
            columns={columns}
            query={onePage(product.revisions)}
            rowId={(row) => row.id}
            empty={<EmptyState icon="file" title={t`No revisions`} />}
        />
    );
}

/** Of the newest revision, unless another one is chosen. */
function Tests({ product }: { product: OperatorProductDetail }) {
    const { t } = useLingui();
    const states = useStateNames();
    const state = useListState();
    const chosen = product.revisions.find((one) => one.id === state.get('revision')) ?? product.revisions[0];
    if (!chosen) return null;
    return (
        <section aria-labelledby="tests">
            <Title order={2} id="tests" mb="sm">
                <Trans>Test deployments</Trans>
            </Title>
            <Stack gap="md">
                <NativeSelect
                    name="revision"
                    label={t`Revision`}
                    maw={320}
                    value={chosen.id}
                    onChange={(event) => state.set({ revision: event.currentTarget.value })}
                    data={product.revisions.map((one) => ({
                        value: one.id,
                        label: `${one.number} (${one.product_version}): ${states(one.state)}`,
                    }))}
                />
                <RevisionTests revisionId={chosen.id} />
            </Stack>
        </section>
    );
}
