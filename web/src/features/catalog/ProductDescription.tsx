import { Trans } from '@lingui/react/macro';
import { Button, Title } from '@mantine/core';
import { useId, useState } from 'react';
import type { Product } from '@/api/types';
import { textOf, useFormat } from '@/ui/format';
import { Markdown } from '@/ui/Markdown';
import css from './product.module.css';

const LONG = 900; // characters of HTML from which on a description starts collapsed

/** The long text; collapsed at first where it is very long. */
export function ProductDescription({ product }: { product: Product }) {
    const { locale } = useFormat();
    const [isOpen, setOpen] = useState(false);
    const id = useId();
    const { text: html, language } = textOf(product.description_html, locale);
    const isLong = html.length > LONG;
    if (!html) return null;
    return (
        <section aria-labelledby="description">
            <Title order={2} id="description" mb="sm">
                <Trans>Description</Trans>
            </Title>
            {/* What is cut off is not read out and not reached by the keyboard either. */}
            <div id={id} className={isLong && !isOpen ? css.collapsed : undefined} inert={isLong && !isOpen}>
                <Markdown html={html} language={language} />
            </div>
            {isLong && (
                <Button
                    variant="subtle"
                    size="compact-sm"
                    mt="xs"
                    aria-expanded={isOpen}
                    aria-controls={id}
                    onClick={() => setOpen(!isOpen)}
                >
                    {isOpen ? <Trans>Show less</Trans> : <Trans>Show the full description</Trans>}
                </Button>
            )}
        </section>
    );
}
