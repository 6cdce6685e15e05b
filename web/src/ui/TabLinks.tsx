import { Link, type LinkProps, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import css from './tabs.module.css';

/** The parts of a thing as pages beside each other, each with its own address. */
export function TabLinks({ label, tabs }: { label: string; tabs: { label: string; link: LinkProps }[] }) {
    const list = useRef<HTMLUListElement>(null);
    const { pathname } = useLocation();
    // On a phone the page's own tab may be out of sight.
    useEffect(() => {
        const current = list.current?.querySelector<HTMLElement>('[aria-current]');
        if (list.current && current)
            list.current.scrollLeft =
                current.offsetLeft - (list.current.clientWidth - current.offsetWidth) / 2;
    }, [pathname]);
    return (
        <nav aria-label={label}>
            <ul className={css.tabs} ref={list}>
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
