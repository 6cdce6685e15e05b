import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, NumberInput, Stack, Switch, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { OperatorProductDetail } from '@/api/types';
import { OwnLifeNotice } from '@/features/catalog/OwnLifeNotice';
import { ProductLife } from '@/features/catalog/ProductLife';
import { absence } from '@/shell/pages';
import { useActing } from '@/shell/session';
import { Facts } from '@/ui/Facts';
import { useLicenceTypeNames, useServiceTypeNames } from '@/ui/names';
import { PageHeader } from '@/ui/PageHeader';
import { Problem } from '@/ui/Problem';
import { Status } from '@/ui/Status';
import { Time } from '@/ui/Time';
import { Revisions } from './Revisions';
import { SellerLinks } from './SellerLinks';

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
                actions={<ProductLife whose="operator" product={data} />}
            />
            <OwnLifeNotice product={data} />
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
                    [t`Seller`, <SellerLinks key="seller" product={product} />],
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

function Recommendation({ product }: { product: OperatorProductDetail }) {
    const { t } = useLingui();
    const { call, done } = useProductCall(product.id);
    const [position, setPosition] = useState(product.recommended_position);
    const change = useMutation({
        mutationFn: (body: { is_recommended: boolean; recommended_position?: number }) =>
            client.PATCH('/v1/operator/products/{id}', { ...call, body }),
        onSuccess: done,
    });
    const isRecommended = change.isPending ? change.variables.is_recommended : product.is_recommended;
    return (
        <section aria-label={t`Recommendation`}>
            <Problem error={change.error} />
            <Switch
                label={t`Recommended`}
                description={t`Recommended products stand first in the catalogue.`}
                checked={isRecommended}
                disabled={change.isPending}
                onChange={(event) => {
                    setPosition(0);
                    change.mutate({ is_recommended: event.currentTarget.checked });
                }}
            />
            {isRecommended && (
                <Group mt="sm" gap="xs" align="flex-end">
                    <NumberInput
                        label={t`Place among them`}
                        description={t`0: behind all that have a place.`}
                        min={0}
                        max={1000}
                        allowDecimal={false}
                        w={240}
                        value={position}
                        onChange={(value) => setPosition(Number(value))}
                    />
                    <Button
                        variant="default"
                        loading={change.isPending}
                        disabled={position === product.recommended_position}
                        onClick={() =>
                            change.mutate({ is_recommended: true, recommended_position: position })
                        }
                    >
                        <Trans>Save</Trans>
                    </Button>
                </Group>
            )}
        </section>
    );
}
