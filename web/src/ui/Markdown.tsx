import { Typography } from '@mantine/core';

/** A seller's text, made safe and turned into HTML by the server (cmark-gfm in safe mode). */
export function Markdown({ html, language }: { html: string; language?: string }) {
    return (
        <Typography lang={language} fz="sm" maw="75ch">
            <div dangerouslySetInnerHTML={{ __html: html }} />
        </Typography>
    );
}
