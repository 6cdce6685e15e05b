// What a person sees who starts the demo in a terminal.
import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { client, databaseSettings, eventually, kontorProgram, root } from '../support/kontor.mjs';
import { proofOf } from '../support/proof.mjs';

const folder = await mkdtemp(join(tmpdir(), 'kontor-'));
const env = { ...process.env, KONTOR_DATA_FOLDER: folder, KONTOR_LISTEN_PORT: '0', ...(await databaseSettings({ isEmpty: true })) };
const child = spawn(kontorProgram, ['demo', '--serve'], { env, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
let terminal = '';
child.stdout.on('data', (bytes) => (terminal += bytes));
child.stderr.on('data', (bytes) => (terminal += bytes));
after(async () => {
  child.kill('SIGTERM');
  await new Promise((done) => child.on('close', done));
  await rm(folder, { recursive: true, force: true });
});
await eventually('the start', () => terminal.includes("Everybody's password"));
const address = /Kontor is at (\S+)/.exec(terminal)[1];

test('the people and their passwords stand at the end, and no mail pushes them away', async () => {
  await new Promise((go) => setTimeout(go, 2000)); // longer than a mail takes
  assert.match(terminal, /^buyer +buyer@acme\.example +Acme Logistics +kt_api_\w+$/m);
  assert.ok(!terminal.includes(' subject='), terminal);
});

test('a mail that comes later is a line with its link', async () => {
  const visitor = client(address);
  const registration = { organization_name: 'Late Mail', name: 'Lea Late', email: 'lea@late.example', language: 'fr' };
  assert.equal((await visitor.post('/v1/registrations', { ...registration, proof: await proofOf(visitor) })).status, 202);
  const link = await eventually('the mail', () => /to=lea@late\.example subject="[^"]+" link=(\S+)/.exec(terminal)?.[1]);
  const { status, body } = await client(address).post('/v1/password-links/inspection', { token: new URL(link).searchParams.get('token') });
  assert.equal(status, 200);
  assert.equal(body.is_usable, true);
});

test('the page knows that mail goes to the log', async () => {
  assert.equal((await client(address).get('/v1/platform')).body.sends_mail, false);
});
