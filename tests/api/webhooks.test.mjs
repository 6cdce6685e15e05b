// Webhooks and a real receiver: what it gets, that it can check it, and what becomes of what it does not take.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { eventually, root, run, startKontor } from '../support/kontor.mjs';

const kontor = await startKontor();
const owner = kontor.as('owner'), partner = kontor.as('partner');

/** What came, and how the next one is answered. */
const got = [];
let answer = (response) => response.writeHead(204).end();
const receiver = createServer((request, response) => {
  const parts = [];
  request.on('data', (bytes) => parts.push(bytes));
  request.on('end', () => {
    got.push({ headers: request.headers, path: request.url, body: Buffer.concat(parts) });
    answer(response);
  });
});
await new Promise((done) => receiver.listen(0, '127.0.0.1', done));
after(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await kontor.stop();
});
const url = `http://127.0.0.1:${receiver.address().port}/hook?x=1`;

/** An example of the manual: the indented lines behind a line that begins so. */
const example = async (start) => {
  const text = await readFile(join(root, 'docs/manual/integrator.md'), 'utf8');
  const lines = text.slice(text.indexOf(`\n${start}`)).split('\n').slice(3);
  const end = lines.findIndex((line) => !line.startsWith('    '));
  return lines.slice(0, end).map((line) => line.slice(4)).join('\n');
};

let hook, secret;
const path = (more = '') => `/v1/webhooks/${hook.id}${more}`;
const deliveries = async (query = '') => (await owner.get(path(`/deliveries${query}`))).body.items;
/** Sends a test and waits until it was tried once. */
const tried = async () => {
  const before = (await deliveries())[0]?.id;
  assert.equal((await owner.post(path('/test'))).status, 202);
  return eventually('an attempt', async () => {
    const [last] = await deliveries();
    return last && last.id !== before && last.attempts > 0 && last;
  });
};

test('a webhook is made once, however often it is asked for, and shows its secret once', async () => {
  const key = { 'idempotency-key': 'a-webhook' };
  const wanted = { name: 'ERP', url, events: ['ai_key.*', 'subscription.*'] };
  const first = await owner.post('/v1/webhooks', wanted, key);
  assert.equal(first.status, 201);
  const again = await owner.post('/v1/webhooks', wanted, key);
  assert.equal(again.body.id, first.body.id);
  assert.equal(again.body.secret, null);
  hook = first.body;
  secret = hook.secret;
  assert.equal((await owner.get(path())).body.secret, null);
});

test('what happens is posted as the log of events tells it', async () => {
  const { body: subscriptions } = await owner.get('/v1/subscriptions?state=active');
  const made = await owner.post(`/v1/subscriptions/${subscriptions.items[0].id}/keys`, { name: 'of a webhook' });
  assert.equal(made.status, 201);
  const message = await eventually('the event', () => got.find((one) => /ai_key\.issued/.test(one.body)));
  const told = JSON.parse(message.body);
  assert.equal(message.path, '/hook?x=1');
  assert.equal(message.headers['webhook-id'], told.id);
  assert.equal(told.subject_id, made.body.id);
  assert.ok(!message.body.includes(made.body.secret));
  const events = await owner.get(`/v1/events?after=${told.cursor.replace(/\d+$/, (seq) => seq - 1)}&limit=1`);
  assert.deepEqual(events.body.items[0], told);
});

test('the examples of the manual know our signature from others', async () => {
  const { headers, body } = got[0];
  const { isOurs } = await import(`data:text/javascript,${encodeURIComponent(`${await example('Node')}\nexport { isOurs };`)}`);
  assert.equal(isOurs(secret, headers, body), true);
  assert.equal(isOurs(secret, headers, `${body} `), false);
  assert.equal(isOurs(secret, { ...headers, 'webhook-id': 'evt_1' }, body), false);
  assert.equal(isOurs(secret, { ...headers, 'webhook-timestamp': '1614265330' }, body), false);

  const file = join(kontor.folder, 'check.py');
  await writeFile(file, `${await example('Python')}
import json, sys
message = json.loads(sys.argv[1])
print(is_ours(*message[:2], message[2].encode()), is_ours(*message[:2], b"{}"))
`);
  const said = await run('python3', [file, JSON.stringify([secret, headers, body.toString()])]);
  assert.equal(said.trim(), 'True False');
});

test('what fails arrives a few seconds later, under the same id', async () => {
  let refusals = 1;
  answer = (response) => response.writeHead(refusals-- > 0 ? 500 : 200).end('out of order');
  const count = got.length;
  const { id } = await tried();
  const arrived = await eventually('the second attempt', async () => {
    const { body } = await owner.get(path(`/deliveries/${id}`));
    return body.state === 'delivered' && body;
  });
  assert.equal(arrived.attempts, 2);
  const ids = got.slice(count).map((one) => one.headers['webhook-id']);
  assert.equal(ids.length, 2);
  assert.equal(ids[0], ids[1]);
});

test('a redirect is not followed', async () => {
  answer = (response) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end();
  const delivery = await tried();
  assert.equal(delivery.status, 307);
  assert.equal(delivery.state, 'waiting');
  assert.ok((await owner.get(path())).body.failing_since);
});

test('a receiver that says nothing is given ten seconds', async () => {
  answer = () => {};
  const delivery = await tried();
  assert.equal(delivery.status, 0);
  assert.match(delivery.problem, /in time/);
  answer = (response) => response.writeHead(204).end();
});

test('one that was delivered is sent anew on demand', async () => {
  const [delivered] = await deliveries('?state=delivered&kind=ai_key');
  const count = got.length;
  assert.equal((await owner.post(path(`/deliveries/${delivered.id}/replay`))).status, 200);
  await eventually('the replay', () => got.slice(count).find((one) => one.headers['webhook-id'] === delivered.event_id));
});

test('to another organization there is no such webhook, and members without the role see none', async () => {
  for (const more of ['', '/deliveries']) assert.equal((await partner.get(path(more))).status, 404);
  assert.equal((await partner.delete(path())).status, 404);
  assert.equal((await kontor.as('buyer').get('/v1/webhooks')).status, 403);
  assert.equal((await kontor.visitor.get('/v1/webhooks')).status, 401);
});

test('private addresses are refused by their field', async () => {
  for (const bad of ['https://10.0.0.1/', 'https://169.254.169.254/latest', 'https://[fd00::1]/', 'file:///etc/passwd']) {
    const { status, body } = await owner.post('/v1/webhooks', { name: bad, url: bad, events: ['*'] });
    assert.equal(status, 422);
    assert.deepEqual(body.errors.map((one) => [one.field, one.code]), [['url', 'bad_address']]);
  }
});

test('a removed webhook gets nothing', async () => {
  assert.equal((await owner.delete(path())).status, 204);
  assert.equal((await owner.get(path())).status, 404);
});
