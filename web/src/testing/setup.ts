import '@testing-library/jest-dom/vitest';
import { i18n } from '@lingui/core';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';
import { messages } from '@/i18n/en';
import { messages as more } from '@/i18n/more_en';

i18n.loadAndActivate({ locale: 'en', messages: { ...messages, ...more } });
afterEach(cleanup);

// What Mantine asks the browser and jsdom does not know.
window.matchMedia = (query) =>
    ({
        matches: false,
        media: query,
        addEventListener() {},
        removeEventListener() {},
    }) as unknown as MediaQueryList;
window.scrollTo = () => undefined;
window.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
};
