import type { ReactNode } from 'react';
import css from './facts.module.css';

/** Names and what they are; what is not there is left out. */
export function Facts({ facts }: { facts: [name: string, value: ReactNode][] }) {
    return (
        <dl className={css.facts}>
            {facts
                .filter(
                    ([, value]) => value !== null && value !== undefined && value !== '' && value !== false,
                )
                .map(([name, value]) => (
                    <div key={name} className={css.fact}>
                        <dt>{name}</dt>
                        <dd>{value}</dd>
                    </div>
                ))}
        </dl>
    );
}
