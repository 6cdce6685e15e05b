// Every route of the description with input that nobody should send: no answer may be a 500, each must be
// one that the description names, and nothing of it may leave a trace.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { databaseSettings, startKontor } from '../support/kontor.mjs';

let kontor, description;
before(async () => {
  kontor = await startKontor(await databaseSettings());
  description = (await kontor.visitor.get('/openapi.json')).body;
});
after(() => kontor?.stop());

const STRANGE = ['', '0', '-1', 'null', '../../etc/passwd', "' OR 1=1 --", '%00', '%ff%fe', 'sub_00000000000000000000000000',
  'x'.repeat(3000), '𝔘𝔫𝔦', '{{7*7}}', '<script>alert(1)</script>', '9'.repeat(40), '2026-13-45', '1e309'];

const routes = () => Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })))
  .filter((one) => one.path !== '/v1/events/stream');

const resolve = (schema) => (schema?.$ref ? schema.$ref.slice(2).split('/').reduce((at, part) => at[part], description) : schema);
const filled = (path, value) => path.replace(/\{\w+\}/g, encodeURIComponent(value));

async function sent(person, { method, path }, body, headers) {
  const answer = await kontor.as(person).send(method, path, body, headers);
  assert.notEqual(answer.status, 500, `${method} ${path} ${JSON.stringify(body)?.slice(0, 200)}`);
  return answer;
}

test('strange path arguments never break a route', async () => {
  for (const route of routes().filter((one) => one.path.includes('{')))
    for (const value of STRANGE.filter(Boolean)) {
      const raw = value.startsWith('%') ? route.path.replace(/\{\w+\}/g, value) : filled(route.path, value);
      await sent('operator', { ...route, path: raw }, route.method === 'GET' ? undefined : {});
    }
});

test('strange query values are refused with the field that is wrong', async () => {
  for (const route of routes().filter((one) => one.method === 'GET'))
    for (const parameter of (route.operation.parameters ?? []).map(resolve).filter((one) => one.in === 'query'))
      for (const value of STRANGE) {
        const path = `${filled(route.path, 'sub_00000000000000000000000000')}?${parameter.name}=${encodeURIComponent(value)}`;
        await sent('operator', { ...route, path });
      }
});

test('limit=0, limit=201 and unknown parameters are 422', async () => {
  for (const query of ['limit=0', 'limit=201', 'limit=x', 'what=1']) {
    const answer = await sent('buyer', { method: 'GET', path: `/v1/subscriptions?${query}` });
    assert.equal(answer.status, 422, query);
    assert.equal(answer.body.errors[0].field, query.split('=')[0]);
  }
});

const MALFORMED = ['', '{', '[]', 'null', '"x"', '{"a":1,"a":2}', '{"x":"\\ud800"}', '{"x":"\\u0000"}', '[[['.repeat(100), '{}x', '\ufeff{}'];

test('malformed bodies are refused everywhere', async () => {
  for (const route of routes().filter((one) => one.operation.requestBody?.content?.['application/json']))
    for (const text of MALFORMED) {
      const answer = await sent('newcomer', { ...route, path: filled(route.path, 'sub_00000000000000000000000000') }, text);
      assert.ok(answer.status >= 400, `${route.method} ${route.path} took ${text}`);
    }
});

test('every field with every wrong kind of value', async () => {
  const values = [null, 0, -1, 1.5, 2 ** 60, true, '', ' ', 'x'.repeat(20_000), 'a\u0007b', [], {}, [null], { en: 5 }, '\u202e'];
  for (const route of routes()) {
    const schema = resolve(route.operation.requestBody?.content?.['application/json']?.schema);
    for (const name of Object.keys(schema?.properties ?? {}))
      for (const value of values)
        await sent('newcomer', { ...route, path: filled(route.path, 'key_00000000000000000000000000') }, { [name]: value });
  }
});

test('a body that is too long is refused, one of another type too', async () => {
  const long = await sent('buyer', { method: 'POST', path: '/v1/orders' }, JSON.stringify({ name: 'x'.repeat(400_000) }));
  assert.equal(long.status, 413);
  const typed = await sent('buyer', { method: 'POST', path: '/v1/orders' }, 'a=b', { 'content-type': 'application/x-www-form-urlencoded' });
  assert.equal(typed.status, 415);
});

test('raced orders with one idempotency key place one order', async () => {
  const buyer = kontor.as('buyer');
  const product = (await buyer.get('/v1/products/almanac-embeddings')).body;
  const { agreements } = (await buyer.get('/v1/products/almanac-embeddings/purchase')).body;
  const order = { plan_id: product.plans[0].id, accepted: agreements.map((one) => one.digest) };
  const before = (await buyer.get('/v1/orders?limit=200')).body.items.length;
  const answers = await Promise.all(Array.from({ length: 12 }, () => buyer.post('/v1/orders', order, { 'idempotency-key': 'race' })));
  assert.ok(answers.every((one) => one.status === 201 || one.status === 409), answers.map((one) => one.status).join());
  assert.equal(new Set(answers.filter((one) => one.status === 201).map((one) => one.body.id)).size, 1);
  assert.equal((await buyer.get('/v1/orders?limit=200')).body.items.length, before + 1);
});

test('one idempotency key for another body is refused', async () => {
  const buyer = kontor.as('buyer');
  const { items } = (await buyer.get('/v1/subscriptions?state=active')).body;
  const path = `/v1/subscriptions/${items[0].id}/keys`;
  assert.equal((await buyer.post(path, { name: 'one' }, { 'idempotency-key': 'reuse' })).status, 201);
  const other = await buyer.post(path, { name: 'two' }, { 'idempotency-key': 'reuse' });
  assert.deepEqual([other.status, other.body.code], [422, 'idempotency_key_reused']);
});

test('two who edit the same thing do not overwrite each other', async () => {
  const buyer = kontor.as('buyer');
  const { items } = (await buyer.get('/v1/subscriptions?state=active')).body;
  const path = `/v1/subscriptions/${items[0].id}`;
  const etag = (await buyer.get(path)).headers.get('etag');
  assert.equal((await buyer.patch(path, { name: 'first' }, { 'if-match': etag })).status, 200);
  const late = await buyer.patch(path, { name: 'second' }, { 'if-match': etag });
  assert.equal(late.body.code, 'edited_meanwhile');
  assert.equal((await buyer.get(path)).body.name, 'first');
});

test('passwords are not guessed: the account and the address are throttled', async () => {
  const statuses = [];
  for (let i = 0; i < 40; i++) {
    const { status } = await kontor.visitor.post('/v1/sessions', { email: 'partner@delta.example', password: `Guess-number-${i}!` });
    statuses.push(status);
    if (status === 429) break;
  }
  assert.equal(statuses.at(-1), 429, statuses.join());
});
