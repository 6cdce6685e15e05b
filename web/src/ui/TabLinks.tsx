import { Link, type LinkProps } from '@tanstack/react-router';
import css from './tabs.module.css';

/** The parts of a thing as pages beside each other, each with its own address. */
export function TabLinks({ label, tabs }: { label: string; tabs: { label: string; link: LinkProps }[] }) {
    return (
        <nav aria-label={label}>
            <ul className={css.tabs}>
                {tabs.map((tab) => (
                    <li key={tab.label}>
                        <Link
                            {...tab.link}
                            className={css.tab}
                            activeOptions={{ exact: true, includeSearch: false }}
                        >
                            {tab.label}
                        </Link>
                    </li>
                ))}
            </ul>
        </nav>
    );
}
