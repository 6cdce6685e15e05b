// A private offer over the API: asked for, answered, agreed on; every answer is held against the description.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startKontor } from '../support/kontor.mjs';

const kontor = await startKontor();
after(() => kontor.stop());
const buyer = kontor.as('buyer'), seller = kontor.as('seller'), partner = kontor.as('partner');
const { body: product } = await kontor.visitor.get('/v1/products/almanac-studio');
const wish = { plan_id: product.plans[0].id, answers: [{ code: 'trade', values: ['Customs'] }], comment: 'Soon, *please*' };
let id;

test('a request is sent once, however often it is repeated', async () => {
  const key = { 'idempotency-key': 'a-request' };
  const first = await buyer.post('/v1/requests', wish, key);
  const second = await buyer.post('/v1/requests', wish, key);
  assert.equal(first.status, 201);
  assert.equal(second.body.id, first.body.id);
  assert.match(first.body.reference, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  ({ id } = first.body);
});

test('the seller sees it, writes, and agrees; the customer reads along', async () => {
  const lead = await seller.get(`/v1/leads/${id}`);
  assert.equal(lead.body.applied_by_email, kontor.persons.buyer.email);
  assert.equal(lead.body.answers[0].values[0], 'Customs');
  assert.equal((await seller.patch(`/v1/leads/${id}`, { state: 'seen' })).body.state, 'seen');
  assert.equal((await seller.post(`/v1/leads/${id}/messages`, { text: 'When?' })).status, 201);
  assert.equal((await buyer.post(`/v1/requests/${id}/messages`, { text: 'In May' })).status, 201);
  const talk = await buyer.get(`/v1/requests/${id}/messages`);
  assert.deepEqual(talk.body.items.map((one) => one.is_by_seller), [true, false]);
  assert.equal((await seller.patch(`/v1/leads/${id}`, { state: 'won' })).body.state, 'won');
  const { body } = await buyer.get('/v1/requests?state=won');
  assert.deepEqual(body.items.map((one) => one.id), [id]);
  assert.equal((await buyer.post(`/v1/requests/${id}/withdrawal`)).status, 409);
});

test('to everybody else there is no such request', async () => {
  for (const other of [partner, kontor.as('operator')])
    for (const path of [`/v1/requests/${id}`, `/v1/leads/${id}`, `/v1/leads/${id}/messages`])
      assert.equal((await other.get(path)).status, 404);
  assert.equal((await partner.get('/v1/requests')).body.items.length, 0);
  assert.equal((await kontor.visitor.get(`/v1/requests/${id}`)).status, 401);
});

test('what is missing or too long is told by its place', async () => {
  const { status, body } = await buyer.post('/v1/requests', { ...wish, answers: [], comment: 'x'.repeat(100_000) });
  assert.equal(status, 422);
  assert.deepEqual(body.errors.map((one) => [one.field, one.code]), [['comment', 'too_long']]);
  const missing = await buyer.post('/v1/requests', { plan_id: wish.plan_id });
  assert.deepEqual(missing.body.errors.map((one) => [one.field, one.code]), [['answers.trade', 'required']]);
});
