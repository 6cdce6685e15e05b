// A private quote over the API: written, sent, accepted, delivered; every answer is held against the description.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { eventually, linkFor, startKontor } from '../support/kontor.mjs';

const kontor = await startKontor();
after(() => kontor.stop());
const buyer = kontor.as('buyer'), seller = kontor.as('seller');
const { body: product } = await kontor.visitor.get('/v1/products/almanac-studio');
const wish = { plan_id: product.plans[0].id, answers: [{ code: 'trade', values: ['Customs'] }] };
const line = { text: 'Care', kind: 'recurring', period: 'month', quantity: 2,
  rate: { micros: 99_990_000, per: 1, currency: 'EUR' } };
const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const offer = { lines: [line], terms: 'Pay soon.', valid_until: day(30), is_delivered_later: true };
const request = (await buyer.post('/v1/requests', wish)).body;

const quoted = async (more = {}) => {
  const { body, status } = await seller.post(`/v1/leads/${request.id}/quotes`, { ...offer, ...more });
  assert.equal(status, 201);
  assert.equal((await seller.post(`/v1/quotes/${body.id}/sending`)).status, 200);
  return body.id;
};
const digests = async (id) => (await buyer.get(`/v1/quotes/${id}`)).body.agreements.map((one) => one.digest);

test('a draft is edited by one at a time, and shows to nobody else', async () => {
  const draft = await seller.post(`/v1/leads/${request.id}/quotes`, offer);
  assert.equal(draft.body.totals[0].amount.minor, 19_998);
  const path = `/v1/quotes/${draft.body.id}`;
  assert.equal((await buyer.get(path)).status, 404);
  const stale = await seller.put(path, offer, { 'if-match': '"v9"' });
  assert.equal(stale.status, 412);
  const document = { name: 'Contract.pdf', content: Buffer.from('%PDF-1.7 contract').toString('base64') };
  assert.equal((await seller.put(`${path}/terms`, document)).body.terms_title, 'Contract.pdf');
  assert.equal((await seller.post(`${path}/withdrawal`)).body.state, 'withdrawn');
});

test('an accepted quote becomes one order, however often and from wherever it is accepted', async () => {
  const id = await quoted();
  const token = await linkFor(kontor, kontor.persons.buyer.email);
  const accepted = await digests(id);
  assert.equal((await buyer.post(`/v1/quotes/${id}/acceptance`, { accepted: [] })).status, 422);
  const all = await Promise.all([
    buyer.post(`/v1/quotes/${id}/acceptance`, { accepted }),
    kontor.as('owner').post(`/v1/quotes/${id}/acceptance`, { accepted }),
    kontor.visitor.post('/v1/quote-links/acceptance', { token, accepted }),
    seller.post(`/v1/quotes/${id}/withdrawal`),
  ]);
  const { body: quote } = await buyer.get(`/v1/quotes/${id}`);
  const isAccepted = quote.state === 'accepted';
  assert.ok(isAccepted || quote.state === 'withdrawn');
  assert.ok(all.every((one) => one.status === 200 || one.status === 409));
  const { body: orders } = await buyer.get('/v1/orders');
  assert.equal(orders.items.filter((one) => one.product_slug === 'almanac-studio').length, isAccepted ? 1 : 0);
});

test('what is delivered later begins when the seller says so, and says what was agreed', async () => {
  const { body: again } = await buyer.post('/v1/requests', wish);
  const { body: draft } = await seller.post(`/v1/leads/${again.id}/quotes`, offer);
  await seller.post(`/v1/quotes/${draft.id}/sending`);
  const done = await buyer.post(`/v1/quotes/${draft.id}/acceptance`, { accepted: await digests(draft.id) });
  assert.equal(done.body.state, 'accepted');
  const path = `/v1/subscriptions/${done.body.subscription_id}`;
  assert.equal((await buyer.get(path)).body.state, 'pending');
  assert.equal((await seller.post(`/v1/quotes/${draft.id}/delivery`)).status, 200);
  const { body } = await eventually('the subscription', async () => {
    const answer = await buyer.get(path);
    return answer.body.state === 'active' && answer;
  });
  assert.equal(body.quote_id, draft.id);
  const terms = body.agreements.find((one) => one.kind === 'quote_terms');
  assert.equal(terms.digest, done.body.terms_digest);
});

test('a link that was forged, or used, decides nothing', async () => {
  const { body: other } = await buyer.post('/v1/requests', wish);
  const { body: draft } = await seller.post(`/v1/leads/${other.id}/quotes`, offer);
  await seller.post(`/v1/quotes/${draft.id}/sending`);
  const links = '/v1/quote-links';
  const token = await eventually('the mail', async () => {
    const newest = await linkFor(kontor, kontor.persons.buyer.email);
    const { body } = await kontor.visitor.post(`${links}/inspection`, { token: newest });
    return body.quote?.id === draft.id && newest;
  });
  const forged = token.slice(0, -2) + (token.endsWith('AA') ? 'BB' : 'AA');
  assert.equal((await kontor.visitor.post(`${links}/inspection`, { token: forged })).status, 404);
  assert.equal((await kontor.visitor.post(`${links}/inspection`, { token })).body.quote.id, draft.id);
  assert.equal((await kontor.visitor.post(`${links}/decline`, { token, reason: 'No' })).body.state, 'declined');
  const again = await kontor.visitor.post(`${links}/decline`, { token });
  assert.equal(again.body.code, 'link_used');
});

test('to everybody else there is no such quote', async () => {
  const { body } = await buyer.get(`/v1/requests/${request.id}/quotes`);
  const [{ id }] = body.items;
  for (const other of [kontor.as('partner'), kontor.as('operator')]) {
    assert.equal((await other.get(`/v1/quotes/${id}`)).status, 404);
    assert.ok([403, 404].includes((await other.post(`/v1/quotes/${id}/decline`)).status));
  }
});
