import { Trans, useLingui } from '@lingui/react/macro';
import { Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { apiQuery } from '@/api/query';
import { TestEvidence } from '@/features/kubernetes/TestEvidence';
import { AgreementChange } from '@/features/revisions/AgreementChange';
import { RevisionActions } from '@/features/revisions/RevisionActions';
import { RevisionFacts } from '@/features/revisions/RevisionFacts';
import { RevisionSections } from '@/features/revisions/RevisionSections';
import { useRevision } from '@/features/revisions/revision';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { EmptyState } from '@/ui/EmptyState';
import { ButtonLink } from '@/ui/links';
import { PageHeader } from '@/ui/PageHeader';
import { Status } from '@/ui/Status';
import { ProposedCategory } from './ProposedCategory';
import { ReviewDecision } from './ReviewDecision';
import { SellerLinks } from './SellerLinks';

/** A revision as the operator judges it. */
export function ReviewPage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { revisionId } = useParams({ strict: false }) as { revisionId: string };
    const query = useRevision('operator', revisionId);
    const { data: detail } = query;
    const absent = absence(query);
    if (absent || !detail) return absent;
    const { product, revision } = detail;
    const ofProduct = { organizationId, productId: product.id };
    return (
        <>
            <PageHeader
                title={t`${product.name}, revision ${revision.number}`}
                crumbs={[
                    {
                        label: t`Reviews`,
                        link: { to: '/o/$organizationId/operator/reviews', params: { organizationId } },
                    },
                    {
                        label: product.name,
                        link: { to: '/o/$organizationId/operator/products/$productId', params: ofProduct },
                    },
                ]}
                status={<Status state={revision.state} />}
                actions={
                    <>
                        {product.service_type === 'kubernetes' && (
                            <ButtonLink
                                variant="default"
                                to="/o/$organizationId/operator/products/$productId/revisions/$revisionId/chart"
                                params={{ ...ofProduct, revisionId: revision.id }}
                            >
                                <Trans>Inspect the chart</Trans>
                            </ButtonLink>
                        )}
                        <RevisionActions side="operator" detail={detail} />
                    </>
                }
            />
            <Stack gap={32} maw={960}>
                <RevisionFacts detail={detail} seller={<SellerLinks product={product} />} />
                <AgreementChange side="operator" detail={detail} />
                <ProposedCategory detail={detail} />
                <ReviewDecision detail={detail} />
                <RevisionSections
                    side="operator"
                    detail={detail}
                    tests={product.service_type === 'kubernetes' && <Tests revisionId={revision.id} />}
                />
            </Stack>
        </>
    );
}

function Tests({ revisionId }: { revisionId: string }) {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { data } = useQuery(
        apiQuery('/v1/operator/revisions/{id}/tests', {
            path: { id: revisionId },
            organization: organizationId,
        }),
    );
    return (
        <section aria-labelledby="tests">
            <Title order={2} id="tests" mb="sm">
                <Trans>The seller’s tests</Trans>
            </Title>
            {data && data.items.length > 0 ? (
                <TestEvidence tests={data.items} isOwn={false} />
            ) : (
                <EmptyState icon="layers" title={t`Not tested yet`} />
            )}
        </section>
    );
}
