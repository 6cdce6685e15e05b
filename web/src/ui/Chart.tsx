// A chart with its table: the drawing is for eyes, the table says the same in words.

import { Trans } from '@lingui/react/macro';
import { Box, Group, Skeleton, Table, Text, useComputedColorScheme } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { COLORS } from './chart_colors';

export interface Series {
    label: string;
    values: number[];
}

export interface ChartProps {
    label: string;
    /** What stands below: a day or a name each. */
    categories: string[];
    series: Series[];
    /** A value as text, for axis, legend and table. */
    format: (value: number) => string;
    height?: number;
}

const Plot = lazy(() => import('./ChartPlot'));

export function Chart(props: ChartProps) {
    const { height = 220 } = props;
    const scheme = useComputedColorScheme('light');
    return (
        <Box component="figure" m={0}>
            {props.series.length > 1 && (
                <Group gap="md" mb={4} aria-hidden>
                    {props.series.map((series, at) => (
                        <Group key={series.label} gap={6}>
                            <span
                                style={{
                                    width: 10,
                                    height: 10,
                                    borderRadius: 2,
                                    background: COLORS[scheme][at],
                                }}
                            />
                            <Text span size="xs" c="dimmed">
                                {series.label}
                            </Text>
                        </Group>
                    ))}
                </Group>
            )}
            <Box aria-hidden h={height}>
                <Suspense fallback={<Skeleton h={height} />}>
                    <Plot {...props} height={height} />
                </Suspense>
            </Box>
            <details>
                <Box component="summary" c="dimmed" fz="sm" style={{ cursor: 'pointer' }}>
                    <Trans>Show as a table</Trans>
                </Box>
                <Box style={{ overflowX: 'auto' }}>
                    <Table aria-label={props.label} verticalSpacing={4} withRowBorders={false}>
                        <Table.Thead>
                            <Table.Tr>
                                <Table.Td />
                                {props.series.map((series) => (
                                    <Table.Th key={series.label} ta="right">
                                        {series.label}
                                    </Table.Th>
                                ))}
                            </Table.Tr>
                        </Table.Thead>
                        <Table.Tbody>
                            {props.categories.map((category, at) => (
                                <Table.Tr key={category}>
                                    <Table.Th scope="row" fw={400}>
                                        {category}
                                    </Table.Th>
                                    {props.series.map((series) => (
                                        <Table.Td key={series.label} ta="right" className="number">
                                            {props.format(series.values[at] ?? 0)}
                                        </Table.Td>
                                    ))}
                                </Table.Tr>
                            ))}
                        </Table.Tbody>
                    </Table>
                </Box>
            </details>
        </Box>
    );
}
