// Fails where a message lacks a translation, or where the catalogues do not say what the code says.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const paths = readdirSync('src', { recursive: true })
    .filter((name) => name.endsWith('.po'))
    .map((name) => join('src', name));
const before = new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]));
execFileSync('npx', ['lingui', 'extract', '--clean'], { stdio: 'ignore' });

const faults = [];
for (const [path, text] of before) {
    const now = readFileSync(path, 'utf8');
    if (now !== text) {
        faults.push(`${path}: not up to date, run npm run messages`);
        writeFileSync(path, text);
    }
    for (const entry of text.split('\n\n').slice(1))
        if (/^msgstr ""$(?!\n")/m.test(entry) && !entry.startsWith('#~'))
            faults.push(`${path}: not translated: ${/^msgid (.*)$/m.exec(entry)?.[1]}`);
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exit(faults.length ? 1 : 0);
