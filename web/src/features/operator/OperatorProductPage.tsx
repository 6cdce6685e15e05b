import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Stack, Switch, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { OperatorProductDetail } from '@/api/types';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { Facts } from '@/ui/Facts';
import { ButtonLink } from '@/ui/links';
import { useLicenceTypeNames, useServiceTypeNames } from '@/ui/names';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { toast } from '@/ui/toast';
import { Revisions } from './Revisions';
import { WithReason } from './WithReason';

export function OperatorProductPage() {
    const { t } = useLingui();
    const { organizationId } = useActing();
    const { productId } = useParams({ strict: false }) as { productId: string };
    const query = useQuery(
        apiQuery('/v1/operator/products/{id}', { path: { id: productId }, organization: organizationId }),
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
                        label: t`Products`,
                        link: { to: '/o/$organizationId/operator/products', params: { organizationId } },
                    },
                ]}
                status={<Status state={data.state} />}
                description={data.seller_name}
                actions={<Publication product={data} />}
            />
            <Stack gap={32}>
                <ProductFacts product={data} />
                <Recommendation product={data} />
                <section aria-labelledby="revisions">
                    <Title order={2} id="revisions" mb="sm">
                        <Trans>Revisions</Trans>
                    </Title>
                    <Revisions product={data} />
                </section>
            </Stack>
        </>
    );
}

function ProductFacts({ product }: { product: OperatorProductDetail }) {
    const { t } = useLingui();
    const types = useServiceTypeNames();
    const licences = useLicenceTypeNames();
    return (
        <section aria-label={t`Facts`}>
            <Facts
                facts={[
                    [t`Address`, <code key="slug">{product.slug}</code>],
                    [t`Service type`, types(product.service_type)],
                    [t`Licence type`, licences(product.licence_type)],
                    [t`Created`, <Time key="created" value={product.created_at} exact />],
                    [
                        t`Published`,
                        product.published_at && <Time key="published" value={product.published_at} exact />,
                    ],
                ]}
            />
        </section>
    );
}

/** What all changes of a product need: whom they are made for, and what is out of date afterwards. */
export function useProductCall(id: string) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    return {
        call: { params: { path: { id } }, headers: forOrganization(organizationId) },
        done: () => forget(queries, '/v1/operator/products', '/v1/products'),
    };
}

function Publication({ product }: { product: OperatorProductDetail }) {
    const { t } = useLingui();
    const { call, done } = useProductCall(product.id);
    const [isEnding, setEnding] = useState(false);
    const publish = useMutation({
        mutationFn: () => client.POST('/v1/operator/products/{id}/publication', call),
        onSuccess: async () => {
            await done();
            void toast(t`${product.name} is in the catalogue.`);
        },
    });
    return (
        <>
            <Problem error={publish.error} />
            {product.state === 'published' && (
                <>
                    <ButtonLink to="/products/$slug" params={{ slug: product.slug }} variant="default">
                        <Trans>See it in the catalogue</Trans>
                    </ButtonLink>
                    <Button variant="default" onClick={() => setEnding(true)}>
                        <Trans>Unpublish…</Trans>
                    </Button>
                </>
            )}
            {product.state === 'unpublished' && (
                <Button loading={publish.isPending} onClick={() => publish.mutate()}>
                    <Trans>Publish</Trans>
                </Button>
            )}
            {isEnding && (
                <WithReason
                    title={t`Unpublish ${product.name}?`}
                    explanation={t`It leaves the catalogue at once and cannot be ordered. Subscriptions go on.`}
                    confirm={t`Unpublish`}
                    onClose={() => setEnding(false)}
                    run={(reason) =>
                        client.POST('/v1/operator/products/{id}/unpublication', { ...call, body: { reason } })
                    }
                    onDone={done}
                />
            )}
        </>
    );
}

function Recommendation({ product }: { product: OperatorProductDetail }) {
    const { t } = useLingui();
    const { call, done } = useProductCall(product.id);
    const change = useMutation({
        mutationFn: (is_recommended: boolean) =>
            client.PATCH('/v1/operator/products/{id}', { ...call, body: { is_recommended } }),
        onSuccess: done,
    });
    return (
        <section aria-label={t`Recommendation`}>
            <Problem error={change.error} />
            <Switch
                label={t`Recommended`}
                description={t`Recommended products stand first in the catalogue.`}
                checked={change.isPending ? change.variables : product.is_recommended}
                disabled={change.isPending}
                onChange={(event) => change.mutate(event.currentTarget.checked)}
            />
        </section>
    );
}
