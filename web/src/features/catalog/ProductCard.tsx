import { Trans } from '@lingui/react/macro';
import { Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ProductCard as Card } from '@/api/types';
import { Logo } from '@/ui/Logo';
import { Rate } from '@/ui/Money';
import { usePriceModelNames, useServiceTypeNames } from '@/ui/names';
import { TextOf } from '@/ui/TextOf';
import css from './catalog.module.css';

export function ProductCard({ product }: { product: Card }) {
    const serviceTypes = useServiceTypeNames();
    return (
        <article className={css.card}>
            <Group gap="sm" wrap="nowrap" align="flex-start">
                <Logo name={product.name} digest={product.logo_digest} />
                <div style={{ minWidth: 0 }}>
                    <Link to="/products/$slug" params={{ slug: product.slug }} className={css.cardLink}>
                        {product.name}
                    </Link>
                    <Text size="sm" c="dimmed">
                        <Trans>by {product.seller.name}</Trans>
                    </Text>
                </div>
            </Group>
            <div className={css.cardBody}>
                <div className={css.cardText}>
                    <TextOf value={product.short_description} />
                </div>
            </div>
            <div className={css.cardFoot}>
                <Text span size="sm" c="dimmed">
                    {serviceTypes(product.service_type)}
                </Text>
                <PriceFrom product={product} />
            </div>
        </article>
    );
}

/** "from €0.15 per 1M input tokens", or how it is paid for where there is no number. */
export function PriceFrom({ product }: { product: Pick<Card, 'price_from' | 'price_model'> }) {
    const priceModels = usePriceModelNames();
    const from = product.price_from;
    if (!from || product.price_model === 'free' || from.rate.micros === 0)
        return <span>{priceModels(product.price_model)}</span>;
    return (
        <span>
            <Trans>
                from <Rate value={from.rate} meter={from.meter} period={from.period} />
            </Trans>
        </span>
    );
}
