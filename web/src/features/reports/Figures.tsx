import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './figures.module.css';

export interface Figure {
    label: string;
    value: ReactNode;
    note?: ReactNode;
}

/** The few numbers that a report is about. */
export function Figures({ figures }: { figures: Figure[] }) {
    return (
        <dl className={css.figures}>
            {figures.map((figure) => (
                <div key={figure.label} className={css.figure}>
                    <dt>{figure.label}</dt>
                    <dd>
                        <span className={`${css.value} number`}>{figure.value}</span>
                        {figure.note && (
                            <Text size="xs" c="dimmed" component="div">
                                {figure.note}
                            </Text>
                        )}
                    </dd>
                </div>
            ))}
        </dl>
    );
}
