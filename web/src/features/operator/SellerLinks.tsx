import { Trans } from '@lingui/react/macro';
import { Group } from '@mantine/core';
import type { OperatorProduct } from '@/api/types';
import { useActing } from '@/shell/session';
import { TextLink } from '@/ui/links';

/** Who sells a product: its public page, and what its organization told about itself. */
export function SellerLinks({ product }: { product: OperatorProduct }) {
    const { organizationId } = useActing();
    return (
        <Group gap="md">
            <TextLink to="/sellers/$slug" params={{ slug: product.seller_slug }} underline="always">
                {product.seller_name}
            </TextLink>
            <TextLink
                to="/o/$organizationId/operator/registrations"
                params={{ organizationId }}
                search={{ state: 'all', q: product.organization_name }}
                underline="always"
            >
                <Trans>Its organization</Trans>
            </TextLink>
        </Group>
    );
}
