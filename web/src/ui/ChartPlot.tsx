// The drawing of a chart: stacked bars by uPlot. Loaded when the first chart is shown.
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { ChartProps } from './Chart';
import { stackOf } from './chart_data';
import { COLORS } from './chart_colors';

export default function ChartPlot(props: ChartProps & { height: number }) {
    const { categories, series, format, height } = props;
    const scheme = useComputedColorScheme('light');
    const { ref, width } = useElementSize<HTMLDivElement>();
    const place = useRef<HTMLDivElement>(null);

    useEffect(() => {
        if (!place.current || width < 1) return;
        const style = getComputedStyle(place.current);
        const line = style.getPropertyValue('--kontor-line').trim();
        const text = style.getPropertyValue('--mantine-color-dimmed').trim();
        const font = `12px ${style.fontFamily}`;
        const axis = { stroke: text, font, ticks: { show: false } };
        // Drawn from the highest to the lowest, so that each leaves its own part to be seen.
        const stacked = stackOf(series.map((one) => one.values)).reverse();
        const plot = new uPlot(
            {
                width,
                height,
                legend: { show: false },
                cursor: { show: false },
                scales: {
                    x: { time: false, range: [-0.6, categories.length - 0.4] },
                    y: { range: (_, __, max) => [0, max > 0 ? max * 1.05 : 1] },
                },
                axes: [
                    {
                        ...axis,
                        grid: { show: false },
                        values: (_, at) => at.map((i) => categories[i] ?? ''),
                        incrs: [1, 2, 5, 7, 10, 14, 30],
                        space: 70,
                    },
                    {
                        ...axis,
                        grid: { stroke: line, width: 1 },
                        values: (_, at) => at.map(format),
                        size: 72,
                    },
                ],
                series: [
                    {},
                    ...stacked.map((_, at) => ({
                        fill: COLORS[scheme][stacked.length - 1 - at],
                        points: { show: false },
                        paths: uPlot.paths.bars?.({ size: [0.7, 40] }),
                    })),
                ],
            },
            [categories.map((_, at) => at), ...stacked],
            place.current,
        );
        return () => plot.destroy();
    }, [categories, series, format, height, width, scheme]);

    return (
        // Its width is that of the page, never that of the drawing: else a narrower window keeps the old one.
        <div ref={ref} style={{ contain: 'inline-size', overflow: 'hidden' }}>
            <div ref={place} />
        </div>
    );
}
