import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Group, NativeSelect, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { bodyOf, client, forOrganization } from '@/api/client';
import { apiQuery, forget } from '@/api/query';
import type { OperatorProductDetail } from '@/api/types';
import { useActing } from '@/shell/session';
import { ButtonLink } from '@/ui/links';
import { Problem } from '@/ui/Problem';
import { useStateNames } from '@/ui/Status';

function useDraftOf(productId: string) {
    const { organizationId } = useActing();
    const drafts = useQuery(
        apiQuery('/v1/drafts', { query: { limit: 200 }, organization: organizationId }),
    ).data;
    return { isKnown: !!drafts, draft: drafts?.items.find((one) => one.product_id === productId) };
}

/** Begins a draft from what the revision says, and leads to it. */
function useBegin(productId: string) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const navigate = useNavigate();
    return useMutation({
        mutationFn: async (number: number) =>
            bodyOf(
                await client.POST('/v1/drafts', {
                    headers: forOrganization(organizationId),
                    body: { product: productId, revision_number: number },
                }),
            ),
        onSuccess: async ({ id }) => {
            await forget(queries, '/v1/drafts');
            await navigate({
                to: '/o/$organizationId/drafts/$draftId',
                params: { organizationId, draftId: id },
            });
        },
    });
}

function GoOn({ draftId }: { draftId: string }) {
    const { organizationId } = useActing();
    return (
        <ButtonLink to="/o/$organizationId/drafts/$draftId" params={{ organizationId, draftId }}>
            <Trans>Go on with the draft</Trans>
        </ButtonLink>
    );
}

/** On the page of one revision: a draft from just that one, or the draft that the product has. */
export function NewRevisionFrom({ product, number }: { product: OperatorProductDetail; number: number }) {
    const { isKnown, draft } = useDraftOf(product.id);
    const begin = useBegin(product.id);
    if (!isKnown || product.state === 'end_of_life') return null;
    if (draft) return <GoOn draftId={draft.id} />;
    return (
        <Stack gap="xs">
            <Problem error={begin.error} />
            <Button loading={begin.isPending} onClick={() => begin.mutate(number)}>
                <Trans>New revision from this one</Trans>
            </Button>
        </Stack>
    );
}

/** Begins a draft from what a revision says, or goes on with the one there is. */
export function NewRevision({ product }: { product: OperatorProductDetail }) {
    const { t } = useLingui();
    const states = useStateNames();
    const { isKnown, draft } = useDraftOf(product.id);
    const begin = useBegin(product.id);
    const approved = product.revisions.find((one) => ['approved', 'active', 'replaced'].includes(one.state));
    const [number, setNumber] = useState((approved ?? product.revisions[0])?.number ?? 0);
    if (!isKnown || product.state === 'end_of_life' || product.revisions.length === 0) return null;
    if (draft)
        return (
            <Group mt="md">
                <GoOn draftId={draft.id} />
            </Group>
        );
    return (
        <Stack gap="xs" mt="md">
            <Problem error={begin.error} />
            <Group align="flex-end" gap="xs">
                <NativeSelect
                    label={t`Begin from revision`}
                    value={String(number)}
                    onChange={(event) => setNumber(Number(event.currentTarget.value))}
                    data={product.revisions.map((one) => ({
                        value: String(one.number),
                        label: `${one.number} (${one.product_version}): ${states(one.state)}`,
                    }))}
                />
                <Button loading={begin.isPending} onClick={() => begin.mutate(number)}>
                    <Trans>New revision</Trans>
                </Button>
            </Group>
        </Stack>
    );
}
