// Whom to ask (V14): the seller about its product, the operator about the marketplace and what it runs on.
import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Seller } from '@/api/types';
import { platformQuery } from '@/shell/Footer';
import { Facts } from '@/ui/Facts';
import { Outside } from './SellerContact';
import { isOfPlatform, mailTo } from './support';

export interface Matter {
    seller: Seller;
    product: string;
    version: string | null;
    /** What else a mail about it says: ids, state, cause. */
    facts: [name: string, value: string | null][];
    /** The id under which both sides find it; none on the page of a product. */
    reference?: string;
}

/** Links to mails about the matter. */
function useMails({ product, version, reference, facts }: Matter) {
    const { t } = useLingui();
    const subject = [version ? `${product} ${version}` : product, reference].filter(Boolean).join(' · ');
    const all: [string, string | null][] = [
        [t`Product`, product],
        [t`Version`, version],
        ...facts,
        [t`Page`, window.location.href.split(/[?#]/)[0] ?? ''],
    ];
    const known = all.filter((fact): fact is [string, string] => !!fact[1]);
    return (address: string) => mailTo(address, subject, known);
}

export function Support({ matter, title }: { matter: Matter; title?: string }) {
    const { t } = useLingui();
    const platform = useQuery(platformQuery()).data;
    const mails = useMails(matter);
    const { seller } = matter;
    const mail = (address: string) => (
        <Anchor size="sm" underline="always" href={mails(address)}>
            {address}
        </Anchor>
    );
    return (
        <section aria-labelledby="support">
            <Title order={2} id="support" mb="sm">
                {title ?? t`Contact support`}
            </Title>
            <Facts
                facts={[
                    [
                        t`The product itself`,
                        <span key="seller">
                            {seller.name}, {mail(seller.support_email)}
                            {seller.support_url && (
                                <>
                                    {' '}
                                    · <Outside href={seller.support_url}>{t`support link`}</Outside>
                                </>
                            )}
                        </span>,
                    ],
                    [
                        t`The marketplace: ordering, keys, deployments, usage and bills`,
                        platform && (
                            <span key="operator">
                                {platform.operator_name}, {mail(platform.support_email)}
                            </span>
                        ),
                    ],
                ]}
            />
        </section>
    );
}

/** To whoever helps with what failed. */
export function ContactSupport({ matter, code }: { matter: Matter; code: string | null }) {
    const platform = useQuery(platformQuery()).data;
    const mails = useMails(matter);
    if (!platform) return null;
    const isOperators = !!code && isOfPlatform(code);
    const name = isOperators ? platform.operator_name : matter.seller.name;
    const address = isOperators ? platform.support_email : matter.seller.support_email;
    return (
        <Button component="a" size="xs" variant="default" href={mails(address)}>
            <Trans>Contact support of {name}</Trans>
        </Button>
    );
}
