// The icons of the application: one stroke, one size, silent for screen readers.
const PATHS = {
    alert: 'M12 4 2.8 20h18.4zM12 10v4M12 17v.5',
    archive: 'M4 8h16v11H4zM3 4h18v4H3zM10 12h4',
    arrow: 'M5 12h14M13 6l6 6-6 6',
    bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4',
    box: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
    building: 'M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3',
    cart: 'M3 4h2l2.5 11h10L20 7H6M9 20h.5M16 20h.5',
    chart: 'M4 4v16h16M8 16v-4M12 16V8M16 16v-6',
    check: 'M5 12.5l4.5 4.5L19 7',
    chevron: 'M6 9l6 6 6-6',
    circle: 'M12 5a7 7 0 1 1 0 14 7 7 0 0 1 0-14',
    clock: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M12 7v5l3 2',
    close: 'M6 6l12 12M18 6L6 18',
    code: 'M8 7l-5 5 5 5M16 7l5 5-5 5',
    columns: 'M4 5h16v14H4zM9.5 5v14M15 5v14',
    copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
    download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
    edit: 'M4 20l1-4L16 5l3 3L8 19zM13.5 7.5l3 3',
    external: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
    file: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
    filter: 'M4 6h16M7 12h10M10 18h4',
    globe: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18',
    grid: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
    home: 'M4 11l8-7 8 7v9h-6v-6h-4v6H4z',
    info: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M12 11v6M12 7v.5',
    layers: 'M12 3l9 5-9 5-9-5zM3 12.5l9 5 9-5M3 16.5l9 5 9-5',
    key: 'M15 4a5 5 0 1 1-4.6 7L4 17.4V20h3v-2h2v-2h2l1.4-1.4A5 5 0 0 1 15 4M16 8h.1',
    list: 'M8 6h12M8 12h12M8 18h12M4 6h.1M4 12h.1M4 18h.1',
    mail: 'M3 6h18v12H3zM3 7l9 7 9-7',
    menu: 'M4 6h16M4 12h16M4 18h16',
    monitor: 'M3 4h18v12H3zM8 20h8M12 16v4',
    moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5',
    more: 'M5 12h.1M12 12h.1M19 12h.1',
    plus: 'M12 5v14M5 12h14',
    refresh: 'M20 11a8 8 0 1 0-2 6M20 5v6h-6',
    search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14M16 16l5 5',
    server: 'M4 4h16v7H4zM4 13h16v7H4zM8 7.5h.1M8 16.5h.1',
    shield: 'M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6z',
    signOut: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
    star: 'M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.5 9.7l5.9-.8z',
    sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5',
    trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
    user: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8M4 20c1-4 4-6 8-6s7 2 8 6',
    users: 'M9 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7M2.5 19c.7-3.5 3-5 6.5-5s5.8 1.5 6.5 5M16 5.3a3.5 3.5 0 0 1 0 6.4M18 14.3c2 .6 3 2.2 3.5 4.7',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
    return (
        <svg
            width={size}
            height={size}
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            strokeWidth={name === 'more' || name === 'list' ? 2.2 : 1.8}
            strokeLinecap="round"
            strokeLinejoin="round"
            aria-hidden="true"
            focusable="false"
            style={{ flexShrink: 0 }}
        >
            <path d={PATHS[name]} />
        </svg>
    );
}
