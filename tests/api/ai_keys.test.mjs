// The life of a key as its owner and its program see it: paused, resumed, rotated, ended.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { client, databaseSettings, eventually, startKontor } from '../support/kontor.mjs';

const SLUG = 'almanac-assistant';
let kontor, owner, keys, key, secret;

before(async () => {
  kontor = await startKontor(await databaseSettings());
  owner = kontor.as('owner');
  const { plans } = (await kontor.visitor.get(`/v1/products/${SLUG}`)).body;
  const { agreements } = (await owner.get(`/v1/products/${SLUG}/purchase`)).body;
  const order = await owner.post('/v1/orders', { plan_id: plans[0].id, accepted: agreements.map((one) => one.digest) });
  assert.equal(order.status, 201, JSON.stringify(order.body));
  keys = `/v1/subscriptions/${order.body.subscription_id}/keys`;
  ({ id: key, secret } = (await owner.post(keys, { name: 'robot arm', requests_per_minute: 1000 })).body);
});
after(() => kontor?.stop());

const listed = async () => (await owner.get(keys)).body.items.find((one) => one.id === key);
const act = (what, body, headers) => owner.post(`${keys}/${key}/${what}`, body, headers);
const call = (by) => client(kontor.base_url, by).post('/ai/v1/chat/completions',
  { model: 'almanac/small', messages: [{ role: 'user', content: 'What is a key?' }], max_tokens: 4 });
const refusal = async (by) => {
  const { status, body, headers } = await call(by);
  return status !== 200 && [status, body.error.code, headers.get('x-should-retry')];
};

test('a paused key is refused with a word why, and works again once it is resumed', async () => {
  assert.equal((await call(secret)).status, 200);
  assert.equal((await act('pause')).body.state, 'paused');
  assert.deepEqual(await eventually('refusal of the paused key', () => refusal(secret)), [403, 'key_paused', 'false']);
  assert.match((await call(secret)).body.error.message, /is paused/);
  assert.equal((await act('resumption')).body.state, 'active');
  await eventually('calls of the resumed key', async () => (await call(secret)).status === 200);
});

test('a rotated key has two secrets until the former one ends', async () => {
  const sent = { 'idempotency-key': 'rotation-1' };
  const rotated = await act('rotation', { overlap_hours: 1 }, sent);
  assert.equal(rotated.status, 200);
  assert.match(rotated.headers.get('cache-control'), /no-store/);
  assert.deepEqual([rotated.body.id, rotated.body.requests_per_minute], [key, 1000]);
  const repeated = await act('rotation', { overlap_hours: 1 }, sent);
  assert.deepEqual([repeated.body.prefix, repeated.body.secret], [rotated.body.prefix, null]);

  const former = secret;
  secret = rotated.body.secret;
  await eventually('calls with the new secret', async () => (await call(secret)).status === 200);
  assert.equal((await listed()).former_prefix, former.slice(0, 12));
  const used = await eventually('the last use of the former secret', async () => {
    assert.equal((await call(former)).status, 200);
    return (await listed()).former_last_used_at;
  });
  assert.ok(Date.parse(used) > Date.parse(rotated.body.former_secret_ends_at) - 3_600_000);

  assert.equal((await owner.delete(`${keys}/${key}/former-secret`)).status, 204);
  assert.deepEqual(await eventually('refusal of the former secret', () => refusal(former)), [401, 'key_rotated', 'false']);
  assert.equal((await call(secret)).status, 200);
  assert.equal((await listed()).former_prefix, null);
});

test('what is changed of a key holds for its calls within a second', async () => {
  const end = new Date(Date.now() + 3000).toISOString();
  const changed = await owner.put(`${keys}/${key}`, { name: 'crane', models: ['almanac/small'], expires_at: end });
  assert.deepEqual([changed.status, changed.body.name, changed.body.requests_per_minute], [200, 'crane', 0]);
  assert.deepEqual(await eventually('its end', () => refusal(secret)), [401, 'key_expired', 'false']);
  assert.equal((await listed()).state, 'expired');
  assert.deepEqual(await act('pause').then(({ status, body }) => [status, body.code]), [409, 'key_expired']);
  assert.equal((await owner.put(`${keys}/${key}`, { name: 'crane' })).body.state, 'active');
  await eventually('calls without an end', async () => (await call(secret)).status === 200);
});

test('to other organizations the key does not exist, and a reporter changes nothing of it', async () => {
  const everybody = async (who) => Promise.all([
    who.put(`${keys}/${key}`, { name: 'mine' }), who.delete(`${keys}/${key}/former-secret`),
    ...['pause', 'resumption', 'rotation'].map((what) => who.post(`${keys}/${key}/${what}`)),
  ].map(async (answer) => (await answer).status));
  assert.deepEqual(new Set(await everybody(kontor.as('seller'))), new Set([404]));
  assert.deepEqual(new Set(await everybody(kontor.as('reporter'))), new Set([403]));
  assert.equal((await listed()).name, 'crane');
});
