// Fails where a message lacks a translation or has two (the folders' catalogues become one: what means
// something else there needs a context), where the catalogues do not say what the code says, or where the
// program has a kind of job that pages have no name for.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const paths = readdirSync('src', { recursive: true })
    .filter((name) => name.endsWith('.po'))
    .map((name) => join('src', name));
const before = new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]));
execFileSync('npx', ['lingui', 'extract', '--clean'], { stdio: 'ignore' });

const faults = [];
const translations = new Map(); // of a language and message
for (const [path, text] of before) {
    const now = readFileSync(path, 'utf8');
    if (now !== text) {
        faults.push(`${path}: not up to date, run npm run messages`);
        writeFileSync(path, text);
    }
    for (const entry of text.split('\n\n').slice(1)) {
        const [, message, translation] = /^((?:msgctxt .*\n)?msgid [^]*?)^msgstr ([^]*)$/m.exec(entry) ?? [];
        if (!message) continue;
        if (translation.trim() === '""') faults.push(`${path}: not translated: ${message.trim()}`);
        const key = path.slice(-5) + message;
        const other = translations.get(key);
        if (other && other.translation !== translation.trim())
            faults.push(`${path}: translated otherwise in ${other.path}: ${message.trim()}`);
        translations.set(key, { path, translation: translation.trim() });
    }
}
const names = readFileSync('src/ui/names.ts', 'utf8');
for (const [, kind] of readFileSync('../src/jobs.c', 'utf8').matchAll(/^ {4}\{"(\w+)", \w+_\w+,/gm))
    if (!new RegExp(`^ +${kind}: t`, 'm').test(names))
        faults.push(`src/ui/names.ts: no name for the job ${kind}`);

for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exit(faults.length ? 1 : 0);
