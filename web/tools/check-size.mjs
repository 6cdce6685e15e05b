// Fails where the first load of the landing page is larger than the limit (docs/decisions.md).
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT = 190 * 1024;
const manifest = JSON.parse(readFileSync('dist/manifest.json', 'utf8'));
const index = readFileSync('dist/index.html', 'utf8');
const files = new Set(['index.html']);
for (const [, path] of index.matchAll(/<(?:script|link)[^>]* (?:src|href)="\/([^"]+)"/g)) files.add(path);

function add(chunk) {
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const style of chunk.css ?? []) files.add(style);
    for (const next of chunk.imports ?? []) add(manifest[next]);
}
// What the script asks for next: the messages of one language, and the landing page.
add(manifest['src/i18n/de.ts']);
add(manifest['src/features/catalog/CatalogPage.tsx']);

let total = 0;
for (const file of files) total += gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length;
const said = `first load: ${(total / 1024).toFixed(1)} KB of ${LIMIT / 1024} KB compressed, ${files.size} files`;
process.stdout.write(`${said}\n`);
if (total > LIMIT) process.exit(1);
