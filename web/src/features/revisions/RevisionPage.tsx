import { Trans, useLingui } from '@lingui/react/macro';
import { Skeleton, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { apiQuery } from '@/api/query';
import { NewRevisionFrom } from '@/features/editor/NewRevision';
import { RevisionTests } from '@/features/kubernetes/RevisionTests';
import { absence, NotFoundPage } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { PageHeader } from '@/ui/PageHeader';
import { Status } from '@/ui/Status';
import { AgreementChange } from './AgreementChange';
import { RevisionActions } from './RevisionActions';
import { RevisionFacts } from './RevisionFacts';
import { RevisionSections } from './RevisionSections';
import { useRevision } from './revision';

/** One revision of one's own product. */
export function RevisionPage() {
    const { organizationId } = useActing();
    const { productId, number } = useParams({ strict: false }) as { productId: string; number: string };
    const query = useQuery(
        apiQuery('/v1/seller/products/{id}', { path: { id: productId }, organization: organizationId }),
    );
    const absent = absence(query);
    if (absent || !query.data) return absent;
    const revision = query.data.revisions.find((one) => String(one.number) === number);
    return revision ? <Revision id={revision.id} /> : <NotFoundPage />;
}

function Revision({ id }: { id: string }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const query = useRevision('seller', id);
    const { data: detail } = query;
    const absent = absence(query);
    if (absent || !detail) return absent ?? <Skeleton h={240} aria-label={t`Loading`} />;
    const { product, revision } = detail;
    return (
        <>
            <PageHeader
                title={t`${product.name}, revision ${revision.number}`}
                crumbs={[
                    {
                        label: t`My products`,
                        link: { to: '/o/$organizationId/products', params: { organizationId } },
                    },
                    {
                        label: product.name,
                        link: {
                            to: '/o/$organizationId/products/$productId',
                            params: { organizationId, productId: product.id },
                        },
                    },
                ]}
                status={<Status state={revision.state} />}
                actions={
                    <>
                        <RevisionActions side="seller" detail={detail} />
                        <NewRevisionFrom product={product} number={revision.number} />
                    </>
                }
            />
            <Stack gap={32} maw={960}>
                <RevisionFacts detail={detail} />
                <AgreementChange side="seller" detail={detail} />
                <RevisionSections
                    side="seller"
                    detail={detail}
                    tests={
                        product.service_type === 'kubernetes' && (
                            <section aria-labelledby="tests">
                                <Title order={2} id="tests" mb="sm">
                                    <Trans>Test deployments</Trans>
                                </Title>
                                <RevisionTests revisionId={revision.id} />
                            </section>
                        )
                    }
                />
            </Stack>
        </>
    );
}
