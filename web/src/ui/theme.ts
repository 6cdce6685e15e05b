import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = [
    '#eef3ff',
    '#dfe7fb',
    '#bccbf3',
    '#94aeec',
    '#7397e6',
    '#5a83e0',
    '#2f5fd0',
    '#2852b8',
    '#2149a0',
    '#183a86',
];
const dark: MantineColorsTuple = [
    '#d3d7de',
    '#b7bdc7',
    '#9aa1ad',
    '#737a87',
    '#444a55',
    '#353a44',
    '#292d35',
    '#1a1d23',
    '#14171c',
    '#0f1115',
];

export const theme = createTheme({
    colors: { accent, dark },
    primaryColor: 'accent',
    primaryShade: { light: 6, dark: 7 },
    defaultRadius: 'sm',
    respectReducedMotion: true,
    cursorType: 'pointer',
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
    fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace',
    fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
    headings: {
        fontWeight: '600',
        sizes: {
            h1: { fontSize: '1.5rem', lineHeight: '1.3' },
            h2: { fontSize: '1.125rem', lineHeight: '1.4' },
            h3: { fontSize: '1rem', lineHeight: '1.45' },
            h4: { fontSize: '0.9375rem', lineHeight: '1.5' },
        },
    },
    components: {
        // The colour stands in the icon and the ground; words are for reading.
        Alert: {
            styles: {
                title: { color: 'var(--mantine-color-text)' },
                message: { color: 'var(--mantine-color-text)' },
            },
        },
        // Without Mantine's placeholder, which is no child that a menu may have: the first item has the focus.
        Menu: { defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false } },
        // The heading of a dialog is no banner of the page.
        DrawerHeader: { defaultProps: { role: 'presentation' } },
        Modal: { defaultProps: { centered: true }, styles: { title: { lineHeight: 1.35 } } },
        ModalHeader: { defaultProps: { role: 'presentation' } },
        Paper: { defaultProps: { withBorder: true } },
        // Whoever does not see the grey hears its name.
        Skeleton: { defaultProps: { role: 'status' } },
        Tooltip: {
            defaultProps: {
                withArrow: true,
                openDelay: 300,
                events: { hover: true, focus: true, touch: false },
            },
        },
    },
});

// Mantine's own greys miss the contrast of 4.5 in places.
export const variables: CSSVariablesResolver = () => ({
    variables: {},
    light: {
        '--mantine-color-dimmed': '#565d68',
        '--mantine-color-placeholder': '#6b7280',
        '--mantine-color-anchor': 'var(--mantine-color-accent-6)',
        '--mantine-color-error': '#c92a2a',
        '--kontor-subtle': '#f7f8fa',
        '--kontor-line': '#e3e6ea',
        '--mantine-color-accent-light-hover': 'var(--mantine-color-accent-1)',
        '--mantine-color-accent-light-color': 'var(--mantine-color-accent-7)',
    },
    dark: {
        '--mantine-color-dimmed': '#a4abb7',
        '--mantine-color-placeholder': '#8f96a3',
        '--mantine-color-anchor': 'var(--mantine-color-accent-4)',
        '--mantine-color-error': '#ff8787',
        '--kontor-subtle': '#20242b',
        '--kontor-line': '#31363f',
        '--mantine-color-accent-light': 'rgba(90, 131, 224, 0.16)',
        '--mantine-color-accent-light-hover': 'rgba(90, 131, 224, 0.22)',
        '--mantine-color-accent-light-color': 'var(--mantine-color-accent-2)',
        '--mantine-color-yellow-light': 'rgba(250, 196, 60, 0.11)',
        '--mantine-color-yellow-light-color': 'var(--mantine-color-yellow-3)',
        '--mantine-color-red-light': 'rgba(250, 82, 82, 0.13)',
        '--mantine-color-red-light-color': 'var(--mantine-color-red-3)',
        '--mantine-color-green-light': 'rgba(64, 192, 87, 0.13)',
        '--mantine-color-green-light-color': 'var(--mantine-color-green-3)',
        '--mantine-color-gray-light': 'rgba(160, 170, 185, 0.13)',
        '--mantine-color-gray-light-color': 'var(--mantine-color-gray-4)',
    },
});
