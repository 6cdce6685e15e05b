import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';

/** What the seller learns of who orders: exactly what stands in its sales. */
export function SellerSees({ seller }: { seller: string }) {
    return (
        <Text size="sm" c="dimmed">
            <Trans>
                {seller} will see the product, version and plan, the time, and your company’s name, website
                and contact address from its profile.
            </Trans>
        </Text>
    );
}
