// What changes the life of a product: the seller's routes for its own, the operator's for any.
import { useQueryClient } from '@tanstack/react-query';
import { client, forOrganization } from '@/api/client';
import { forget } from '@/api/query';
import { useActing } from '@/shell/session';

export type Whose = 'seller' | 'operator';

export interface Unpublication {
    reason: string;
    expected_return?: string;
}

export function useProductLife(whose: Whose, id: string) {
    const { organizationId } = useActing();
    const queries = useQueryClient();
    const call = { params: { path: { id } }, headers: forOrganization(organizationId) };
    const ofSeller = whose === 'seller';
    return {
        publish: () =>
            ofSeller
                ? client.POST('/v1/seller/products/{id}/publication', call)
                : client.POST('/v1/operator/products/{id}/publication', call),
        unpublish: (body: Unpublication) =>
            ofSeller
                ? client.POST('/v1/seller/products/{id}/unpublication', { ...call, body })
                : client.POST('/v1/operator/products/{id}/unpublication', { ...call, body }),
        end: (body: { reason: string; last_day: string }) =>
            ofSeller
                ? client.POST('/v1/seller/products/{id}/end-of-life', { ...call, body })
                : client.POST('/v1/operator/products/{id}/end-of-life', { ...call, body }),
        done: () =>
            forget(queries, '/v1/operator/products', '/v1/seller/products', '/v1/products', '/v1/subscribed'),
    };
}
