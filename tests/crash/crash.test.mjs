// kill -9 in a loop under load: what a client saw the end of is recorded exactly once, with the
// tokens that the upstream counted itself, and nothing is recorded twice.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { client, eventually, root, startKontor } from '../support/kontor.mjs';
import { startUpstream, subscribe } from '../support/ai.mjs';

const ROUNDS = Number(process.env.KONTOR_CRASH_ROUNDS ?? 8);
const CALLERS = 16;
const MODELS = ['demo-t5', 'demo-t30-i3', 'demo-t12-d20'];
const program = process.env.KONTOR_PROGRAM ?? join(root, 'build/kontor');

const sleep = (ms) => new Promise((go) => setTimeout(go, ms));

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** `kontor serve`, until it answers. */
async function serve(env) {
  const child = spawn(program, ['serve'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.on('data', (bytes) => (log = (log + bytes).slice(-20_000)));
  const ended = new Promise((done) => child.on('close', done));
  const base = `http://127.0.0.1:${env.KONTOR_LISTEN_PORT}`;
  await eventually(`the start (${log})`, () => fetch(`${base}/readyz`).then((answer) => answer.ok, () => false));
  return { base, kill: () => (child.kill('SIGKILL'), ended), stop: () => (child.kill('SIGTERM'), ended), log: () => log };
}

/** One call; its request id if its end was seen. */
async function call(base, secret, model, isStream) {
  const response = await fetch(`${base}/ai/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, stream: isStream, messages: [{ role: 'user', content: 'What is metered?' }] }),
  });
  const text = await response.text();
  const isWhole = response.status === 200 && (isStream ? text.endsWith('data: [DONE]\n\n') : JSON.parse(text).usage !== undefined);
  return isWhole ? response.headers.get('x-request-id') : undefined;
}

/** Calls one after the other until it is over; adds what it saw the end of. */
async function caller(base, secret, seen, isOver) {
  for (let turn = 0; !isOver(); turn++) {
    const model = MODELS[turn % MODELS.length];
    try {
      const id = await call(base, secret, model, turn % 4 !== 0);
      if (id) seen.push(id);
    } catch {
      await sleep(20); // the connection broke, as it should
    }
  }
}

test(`${ROUNDS} crashes under load: every answer that ended is recorded once, with the upstream's counts`, { timeout: 300_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kontor-crash-'));
  const port = String(await freePort());
  const env = { ...process.env, KONTOR_DATA_FOLDER: folder, KONTOR_LISTEN_PORT: port, KONTOR_ALLOWED_ADDRESSES: '127.0.0.1/32', KONTOR_LOG_LEVEL: 'error' };
  const upstream = await startUpstream();
  const kontor = await startKontor({ KONTOR_DATA_FOLDER: folder, KONTOR_LISTEN_PORT: port });
  const ai = await subscribe(kontor, upstream, MODELS);
  const { secret } = await ai.issueKey();
  await kontor.stop({ keep: true });

  const seen = [];
  for (let round = 0; round < ROUNDS; round++) {
    const node = await serve(env);
    let isOver = false;
    const callers = Array.from({ length: CALLERS }, () => caller(node.base, secret, seen, () => isOver));
    await sleep(700 + 137 * (round % 5));
    await node.kill();
    isOver = true;
    await Promise.all(callers);
  }

  const node = await serve(env);
  const reader = client(node.base, kontor.persons.buyer.api_token);
  const rows = [];
  for (let after = ''; after !== null; ) {
    const { status, body } = await reader.get(
      `/v1/calls?limit=200&subscription_id=${ai.subscription_id}${after ? `&after=${encodeURIComponent(after)}` : ''}`,
    );
    assert.equal(status, 200);
    rows.push(...body.items);
    after = body.next;
  }
  const { calls: counted } = await upstream.stats();
  const usage = await reader.get(`/v1/usage?subscription_id=${ai.subscription_id}`);
  await node.stop();
  await upstream.stop();
  await rm(folder, { recursive: true, force: true });

  console.log(`# ${seen.length} answers seen to their end, ${rows.length} rows, ${Object.keys(counted).length} calls counted upstream`);
  assert.ok(seen.length > ROUNDS * CALLERS, 'there was load');
  const byId = new Map(rows.map((row) => [row.request_id, row]));
  assert.equal(byId.size, rows.length, 'no call is recorded twice');
  const lost = seen.filter((id) => !byId.has(id));
  assert.deepEqual(lost, [], 'every answer that ended is recorded');
  for (const id of seen) {
    const row = byId.get(id), own = counted[id];
    assert.equal(row.quality, 'exact');
    assert.equal(row.is_complete, true);
    assert.ok(own, `the upstream knows ${id}`);
    assert.deepEqual([row.tokens_in, row.tokens_out], [own.tokens_in, own.tokens_out], id);
  }
  const sum = (name) => rows.reduce((total, row) => total + row[name], 0);
  assert.equal(usage.body.total.tokens_out, sum('tokens_out'), 'the report is the sum of the rows');
  assert.equal(usage.body.total.tokens_in, sum('tokens_in'));
});
