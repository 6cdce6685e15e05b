import { Typography } from '@mantine/core';
import type { Texts } from '@/api/types';
import { textOf, useFormat } from './format';

/** A seller's text, made safe and turned into HTML by the server (cmark-gfm in safe mode). */
export function Markdown({ html, language }: { html: string; language?: string }) {
    return (
        <Typography lang={language} fz="sm" maw="75ch">
            <div dangerouslySetInnerHTML={{ __html: html }} />
        </Typography>
    );
}

/** The same in the person's language. */
export function MarkdownOf({ html }: { html: Texts | null | undefined }) {
    const { locale } = useFormat();
    const { text, language } = textOf(html, locale);
    return text ? <Markdown html={text} language={language} /> : null;
}
