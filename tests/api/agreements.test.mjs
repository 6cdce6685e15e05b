// What is agreed to beyond an order, over HTTP: a licence agreement that applies to who subscribed before, new terms for sellers with
// a submission, and a category that a seller proposes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parse } from 'yaml';
import { databaseSettings, eventually, startKontor } from '../support/kontor.mjs';

const SLUG = 'almanac-embeddings';
let kontor, seller, operator, buyer, subscription;

before(async () => {
  kontor = await startKontor(await databaseSettings());
  [seller, operator, buyer] = ['seller', 'operator', 'buyer'].map(kontor.as);
  subscription = (await buyer.get('/v1/subscriptions?q=shipping')).body.items[0].id;
});
after(() => kontor?.stop());

const base64 = (text) => Buffer.from(text).toString('base64');
const agreements = async () => (await buyer.get(`/v1/subscriptions/${subscription}`)).body.agreements;
const licences = async () => (await agreements()).filter((one) => one.kind === 'eula');

/** The seller's offer with a licence agreement of that version, for all; accepted: digests of terms. */
async function submit(version, accepted = '') {
  const offer = parse((await seller.get(`/v1/offers/${SLUG}`)).body);
  const documents = [{ kind: 'eula', language: 'en', title: 'Almanac licence', version, text: `Version ${version}.`, applies_to_subscribers: true }];
  return seller.put(`/v1/offers${accepted && `?accepted=${accepted}`}`, { ...offer, version, documents });
}

async function approve(id) {
  await eventually('the check', async () => (await operator.get(`/v1/operator/revisions/${id}`)).body.verdict?.checked_at);
  return operator.post(`/v1/operator/revisions/${id}/approval`, { override_reason: 'A test.' });
}

test('new terms for sellers are asked for with the next submission, and kept with it', async () => {
  const texts = ['en', 'de', 'fr', 'cs'].map((language) => ({ language, title: 'Terms for sellers', content: base64(`# ${language} 2`) }));
  assert.equal((await operator.post('/v1/operator/agreements', { kind: 'seller_terms', version: '2099-1', texts })).status, 201);
  const refused = await submit('7');
  assert.equal(refused.status, 422);
  assert.equal(refused.body.code, 'agreements_not_accepted');
  const { seller_terms } = (await kontor.visitor.get('/v1/platform')).body;
  const { digest } = seller_terms.find((one) => one.language === 'de');
  const accepted = await submit('7', digest);
  assert.equal(accepted.status, 200, JSON.stringify(accepted.body));
  const { items } = (await operator.get('/v1/operator/acceptances?kind=seller_terms')).body;
  assert.deepEqual([items[0].version, items[0].language, items[0].is_by_notice], ['2099-1', 'de', false]);
});

test('a licence agreement that applies to subscribers is told once it is active', async () => {
  const [former] = await licences();
  const revision = (await submit('8')).body.revision_id; // nothing is asked a second time
  const change = async () => (await operator.get(`/v1/operator/revisions/${revision}/agreement-change`)).body;
  assert.equal((await change()).documents.length, 1);
  assert.ok((await change()).subscriptions >= 1);
  assert.deepEqual(await licences(), [former]);

  assert.equal((await approve(revision)).status, 200);
  await eventually('the notice', async () => (await licences()).length === 2);
  const [, now] = await licences();
  assert.equal(now.version, '8');
  assert.equal(now.is_by_notice, true);
  assert.equal(now.accepted_by, null);
  assert.match(now.accepted_by_name, new RegExp(kontor.persons.buyer.name));
  assert.equal((await kontor.as('owner').get(`/v1/files/${now.digest}`)).status, 200);
  const email = kontor.persons.buyer.email;
  await eventually('the mail', () => kontor.log().includes(`to=${email} `) && /new licence agreement applies/i.test(kontor.log()));
  assert.ok((await operator.get('/v1/operator/acceptances?kind=eula')).body.items.length >= 1);
});

test('going back changes no agreement', async () => {
  const product = (await kontor.visitor.get(`/v1/products/${SLUG}`)).body;
  const { body } = await operator.get(`/v1/operator/products/${product.id}`);
  const former = body.revisions.find((one) => one.state === 'replaced');
  assert.equal((await seller.post(`/v1/seller/revisions/${former.id}/restoration`, { reason: 'A test.' })).status, 200);
  await eventually('the event', async () =>
    (await seller.get('/v1/events?limit=200')).body.items.some((one) => one.kind === 'revision.restored'));
  assert.deepEqual((await licences()).map((one) => one.version), ['2', '8']);
});

test('a proposed category is decided before the approval, by one of two reviewers', async () => {
  const { items } = (await operator.get('/v1/operator/reviews?q=workshop')).body;
  const revision = items[0].revision_id;
  const early = await approve(revision);
  assert.equal(early.status, 409);
  assert.equal(early.body.code, 'category_is_proposed');
  const { proposed_category: proposed } = (await operator.get(`/v1/operator/revisions/${revision}`)).body.revision;
  assert.equal(proposed.name.de, 'Schulungen');
  const decide = () => operator.put(`/v1/operator/revisions/${revision}/category`, { category: { name: proposed.name } });
  const statuses = (await Promise.all([decide(), decide()])).map(({ status }) => status).sort();
  assert.deepEqual(statuses, [200, 409]);
  assert.equal((await approve(revision)).status, 200);
  await eventually('the category', async () => (await kontor.visitor.get('/v1/products/almanac-workshop')).body.category?.slug === 'training');
});

test('who is neither seller nor operator learns nothing of it', async () => {
  const { items } = (await operator.get('/v1/operator/reviews?state=approved')).body;
  const id = items[0].revision_id;
  for (const person of ['owner', 'partner', 'buyer'])
    for (const side of ['seller', 'operator'])
      assert.ok([403, 404].includes((await kontor.as(person).get(`/v1/${side}/revisions/${id}/agreement-change`)).status), person);
});
