// Writes dist/preload.json: for each kind of public page and each language the links that let the browser
// fetch its code while it still reads index.html. The server puts them into the head.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

// Every page's styles build on the first ones, which Vite puts last.
const STYLES = /^ *<link rel="stylesheet".*\n/gm;
const MARK = '<!--kontor:head-->';

const manifest = JSON.parse(readFileSync('dist/manifest.json', 'utf8'));
const built = readFileSync('dist/index.html', 'utf8');
const first = (built.match(STYLES) ?? []).map((line) => line.trim()).join('');
if (!first || !built.includes(MARK)) throw new Error('index.html has no styles or no place for them');
const index = built.replace(STYLES, '').replace(MARK, first + MARK);
writeFileSync('dist/index.html', index);
const PAGES = {
    '/': [],
    '/products/': [
        'src/ui/styles_more.ts',
        'src/features/catalog/ProductPage.tsx',
        'src/i18n/more_LANGUAGE.ts',
    ],
    '/sellers/': [
        'src/ui/styles_more.ts',
        'src/features/catalog/SellerPage.tsx',
        'src/i18n/more_LANGUAGE.ts',
    ],
};

function linksOf(names) {
    const links = new Set();
    const link = (file) => {
        if (index.includes(file)) return;
        // As Vite itself will ask for them, else the browser fetches them twice. Styles are linked, not only
        // fetched ahead: without scripts nobody would use them.
        if (file.endsWith('.css')) links.add(`<link rel="stylesheet" crossorigin href="/${file}">`);
        else links.add(`<link rel="modulepreload" crossorigin href="/${file}">`);
    };
    const add = (chunk) => {
        link(chunk.file);
        for (const style of chunk.css ?? []) link(style);
        for (const next of chunk.imports ?? []) add(manifest[next]);
    };
    for (const name of names) {
        if (!manifest[name]) throw new Error(`${name} is no chunk of its own any more`);
        add(manifest[name]);
    }
    return [...links].join('');
}

const preload = {};
for (const [page, names] of Object.entries(PAGES)) {
    preload[page] = {};
    for (const language of ['en', 'de', 'fr', 'cs'])
        preload[page][language] = linksOf(
            ['src/i18n/LANGUAGE.ts', ...names].map((name) => name.replace('LANGUAGE', language)),
        );
}
writeFileSync('dist/preload.json', JSON.stringify(preload));
rmSync('dist/manifest.json');
