import { Trans } from '@lingui/react/macro';
import { Title } from '@mantine/core';
import type { Product } from '@/api/types';
import { textOf, useFormat } from '@/ui/format';
import css from './product.module.css';

/** Pictures of the product in use; each opens in its full size. */
export function Screenshots({ product }: { product: Product }) {
    const { locale } = useFormat();
    if (product.screenshots.length === 0) return null;
    return (
        <section aria-labelledby="screenshots">
            <Title order={2} id="screenshots" mb="sm">
                <Trans>Screenshots</Trans>
            </Title>
            <ul className={css.screenshots}>
                {product.screenshots.map(({ digest, alt }) => {
                    const { text, language } = textOf(alt, locale);
                    return (
                        <li key={digest}>
                            <a href={`/v1/files/${digest}`} target="_blank" rel="noreferrer">
                                <img src={`/v1/files/${digest}`} alt={text} lang={language} loading="lazy" />
                            </a>
                        </li>
                    );
                })}
            </ul>
        </section>
    );
}
