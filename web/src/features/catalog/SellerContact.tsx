import { Anchor } from '@mantine/core';
import { useLingui } from '@lingui/react/macro';
import type { Seller } from '@/api/types';
import { Facts } from '@/ui/Facts';
import { useFormat } from '@/ui/format';

export function SellerContact({ seller }: { seller: Seller }) {
    const { t } = useLingui();
    const format = useFormat();
    return (
        <Facts
            facts={[
                [t`Website`, <Outside key="website" href={seller.website} />],
                [t`Contact`, <Mail key="contact" address={seller.contact_email} />],
                [t`Support`, <Mail key="support" address={seller.support_email} />],
                [t`Support link`, seller.support_url && <Outside key="page" href={seller.support_url} />],
                [t`Country`, format.country(seller.country)],
            ]}
        />
    );
}

export function Mail({ address }: { address: string }) {
    return (
        <Anchor size="sm" underline="always" href={`mailto:${address}`}>
            {address}
        </Anchor>
    );
}

/** A link out of the marketplace. */
export function Outside({ href, children }: { href: string; children?: string }) {
    return (
        <Anchor size="sm" underline="always" href={href} target="_blank" rel="noopener noreferrer nofollow">
            {children ?? href.replace(/^https?:\/\//, '').replace(/\/$/, '')}
        </Anchor>
    );
}
