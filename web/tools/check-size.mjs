// Fails where the first load of the landing page is larger than the limit (docs/decisions.md).
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT = 190 * 1024;
const manifest = JSON.parse(readFileSync('dist/manifest.json', 'utf8'));
const files = new Set(['index.html', 'theme.js']);

function add(name) {
    const chunk = manifest[name];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const style of chunk.css ?? []) files.add(style);
    for (const next of chunk.imports ?? []) add(next);
}
// What a visitor's browser asks for: the entry, one language, the landing page.
for (const name of ['index.html', 'src/i18n/de.ts', 'src/features/catalog/CatalogPage.tsx']) {
    if (!manifest[name]) throw new Error(`${name} is no chunk of its own any more`);
    add(name);
}
let total = 0;
for (const file of files) total += gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length;
const said = `first load: ${(total / 1024).toFixed(1)} KB of ${LIMIT / 1024} KB compressed, ${files.size} files`;
process.stdout.write(`${said}\n`);
if (total > LIMIT) process.exit(1);
