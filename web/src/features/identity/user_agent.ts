const BROWSERS: [mark: RegExp, name: string][] = [
    [/Edg\//, 'Edge'],
    [/OPR\//, 'Opera'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
];
const SYSTEMS: [mark: RegExp, name: string][] = [
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux/, 'Linux'],
];

/** "Firefox, Linux" for what a browser says of itself; the text as it is where it is no browser. */
export function browserOf(userAgent: string | null): string {
    if (!userAgent) return '–';
    const browser = BROWSERS.find(([mark]) => mark.test(userAgent))?.[1];
    const system = SYSTEMS.find(([mark]) => mark.test(userAgent))?.[1];
    return browser ? [browser, system].filter(Boolean).join(', ') : userAgent.slice(0, 40);
}
