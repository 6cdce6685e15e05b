import { Box, ScrollArea } from '@mantine/core';
import { changedParts, lineDifference } from './line_difference';

const LOOKS = {
    '+': 'var(--mantine-color-green-light)',
    '-': 'var(--mantine-color-red-light)',
    ' ': undefined,
} as const;

/** What changed between two texts, line by line, with a few lines around it. */
export function LineDifference(props: { label: string; before: string; after: string; mah?: number }) {
    const parts = changedParts(lineDifference(props.before, props.after));
    return (
        <ScrollArea.Autosize
            mah={props.mah ?? 480}
            type="auto"
            viewportProps={{ tabIndex: 0, 'aria-label': props.label, role: 'group' }}
        >
            <Box component="pre" m={0} fz="xs" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {parts.map((line, index) => (
                    <Box
                        key={index}
                        component="span"
                        display="block"
                        bg={line ? LOOKS[line.sign] : undefined}
                    >
                        {line ? `${line.sign} ${line.text}` : '  ⋯'}
                    </Box>
                ))}
            </Box>
        </ScrollArea.Autosize>
    );
}
