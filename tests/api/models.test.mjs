// Where calls of a model go: a seller tries another upstream and hands it in, while customers go on calling the one that was approved.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { databaseSettings, eventually, startKontor } from '../support/kontor.mjs';

const SLUG = 'almanac-assistant';
let kontor, seller, operator, id, revision, secret, model, former;

before(async () => {
  kontor = await startKontor(await databaseSettings());
  seller = kontor.as('seller');
  operator = kontor.as('operator');
  const owner = kontor.as('owner');
  const { plans } = (await kontor.visitor.get(`/v1/products/${SLUG}`)).body;
  const { agreements } = (await owner.get(`/v1/products/${SLUG}/purchase`)).body;
  const order = await owner.post('/v1/orders', { plan_id: plans[0].id, accepted: agreements.map((one) => one.digest) });
  assert.equal(order.status, 201, JSON.stringify(order.body));
  secret = (await owner.post(`/v1/subscriptions/${order.body.subscription_id}/keys`, { name: 'Models' })).body.secret;
});
after(() => kontor?.stop());

const call = async () => (await fetch(`${kontor.base_url}/ai/v1/chat/completions`, {
  method: 'POST',
  headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
  body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hi' }], max_tokens: 4 }),
})).status;

/** Saves the draft with the upstreams of its first model at another address. */
async function write(url) {
  const { body, headers } = await seller.get(`/v1/drafts/${id}`);
  const { name, document } = body;
  document.ai.models[0].upstreams[0].url = url;
  const { status } = await seller.put(`/v1/drafts/${id}`, { name, document }, { 'if-match': headers.get('etag') });
  assert.equal(status, 200);
}

const tried = async () => {
  const { status } = await seller.post(`/v1/drafts/${id}/test-calls`, { model_name: model });
  assert.equal(status, 202);
  return eventually('the test call', async () => {
    const { items } = (await seller.get(`/v1/drafts/${id}/test-calls`)).body;
    return items.every((one) => one.state === 'done') && items.find((one) => one.model_name === model);
  });
};

test('a seller tries a model of a draft with the key that the product has', async () => {
  const { body } = await seller.post('/v1/drafts', { product: SLUG });
  id = body.id;
  model = body.document.ai.models[0].name;
  former = body.document.ai.models[0].upstreams[0].url;
  const { status, answer, tokens_out, problem } = await tried();
  assert.equal(status, 200);
  assert.equal(problem, null);
  assert.ok(answer.length > 0 && tokens_out > 0);
});

test('one that cannot be reached is told in words', async () => {
  await write('http://127.0.0.1:1/v1');
  const { status, problem } = await tried();
  assert.equal(status, 0);
  assert.match(problem, /cannot be reached/);
});

test('what is handed in moves no call of customers; what is approved does, and going back moves them back', async () => {
  const sent = await seller.post(`/v1/drafts/${id}/submission`);
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  revision = sent.body.revision_id;
  const detail = await eventually('the check', async () => {
    const { body } = await operator.get(`/v1/operator/revisions/${revision}`);
    return body.verdict?.checked_at && body;
  });
  assert.ok(detail.verdict.findings.some((one) => one.check === 'upstream' && one.level === 'blocking'));
  assert.match(detail.test_calls[0].problem, /cannot be reached/);
  const { items } = (await operator.get(`/v1/operator/revisions/${revision}/differences`)).body;
  assert.ok(items.some((one) => one.field === 'ai.models[0].upstreams[0].url' && one.after === 'http://127.0.0.1:1/v1'));
  assert.equal(await call(), 200);

  const approved = await operator.post(`/v1/operator/revisions/${revision}/approval`, { override_reason: 'They start it tomorrow.' });
  assert.equal(approved.body.state, 'active', JSON.stringify(approved.body));
  await eventually('calls to go there', async () => (await call()) >= 500);

  const before = detail.product.revisions.find((one) => one.state === 'active');
  await operator.post(`/v1/operator/revisions/${before.id}/restoration`, { reason: 'Nobody is there.' });
  await eventually('calls to go back', async () => (await call()) === 200);
  assert.match(former, /^http/);
});
