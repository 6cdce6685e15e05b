// From a seller's submission to the operator's decision and back again, over HTTP; with a seller that means no good.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { databaseSettings, eventually, startKontor } from '../support/kontor.mjs';

const SLUG = 'almanac-embeddings';
let kontor, seller, operator, revision;

before(async () => {
  kontor = await startKontor(await databaseSettings());
  seller = kontor.as('seller');
  operator = kontor.as('operator');
});
after(() => kontor?.stop());

const yaml = { 'content-type': 'application/yaml' };
const page = async () => (await kontor.visitor.get(`/v1/products/${SLUG}`)).body;
const at = (side, what = '') => `/v1/${side}/revisions/${revision}${what}`;

/** Hands the product in with a change of its offer. */
async function submit(change) {
  const offer = (await seller.get(`/v1/offers/${SLUG}`)).body;
  const { status, body } = await seller.put('/v1/offers', change(offer), yaml);
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.state, 'in_review');
  revision = body.revision_id;
}

const verdict = () => eventually('the verdict', async () => {
  const { body } = await seller.get(at('seller'));
  return body.verdict?.state === 'done' && body.verdict;
});

test('what a seller hands in is checked and stands in the queue', async () => {
  await submit((offer) => offer.replace(/^version: .*$/m, 'version: "99"'));
  const { findings } = await verdict();
  for (const check of ['texts', 'links', 'documents', 'upstream', 'prices', 'licences'])
    assert.ok(findings.some((one) => one.check === check), check);
  const entry = (await operator.get('/v1/operator/reviews')).body.items.find((one) => one.revision_id === revision);
  assert.equal(entry.verdict_state, 'done');
  assert.equal(entry.is_overdue, false);
  assert.equal(Date.parse(entry.due_at) - Date.parse(entry.submitted_at), 72 * 3600 * 1000);
});

test('the differences name the field, before and after', async () => {
  const { body } = await operator.get(at('operator', '/differences'));
  assert.deepEqual(body.items.map(({ field, kind, after }) => [field, kind, after]), [['version', 'changed', '99']]);
  assert.deepEqual((await seller.get(at('seller', '/differences'))).body, body);
});

test('it is seen as customers will see it, while they still see the active one', async () => {
  assert.equal((await operator.get(at('operator', '/preview'))).body.product_version, '99');
  assert.notEqual((await page()).product_version, '99');
});

test('links into the own network block, and nothing of what answers there is told', async () => {
  await submit((offer) => offer.replace(/^documentation_url: .*$/m, 'documentation_url: "http://169.254.169.254/latest/meta-data"'));
  const { findings, blocking } = await verdict();
  assert.ok(blocking > 0);
  const link = findings.find((one) => one.field === 'documentation_url');
  assert.equal(link.level, 'blocking');
  assert.equal(link.code, 'link_refused');
});

test('what blocks is approved only with a reason', async () => {
  const refused = await operator.post(at('operator', '/approval'), {});
  assert.equal(refused.status, 409);
  assert.equal(refused.body.code, 'verdict_is_blocking');
});

test('nobody but the operator decides, and strangers see nothing', async () => {
  assert.equal((await seller.post(at('operator', '/approval'), { override_reason: 'Me.' })).status, 403);
  assert.equal((await kontor.as('owner').get(at('operator'))).status, 403);
  assert.equal((await kontor.as('owner').get(at('seller'))).status, 403);
  assert.equal((await kontor.visitor.get(at('seller'))).status, 401);
});

test('a rejection with reasons for fields reaches the seller', async () => {
  const body = { reason: 'Nearly.', reasons: [{ field: 'documentation_url', reason: 'Nobody gets there.' }] };
  assert.equal((await operator.post(at('operator', '/rejection'), body)).body.state, 'rejected');
  const { reviews } = (await seller.get(at('seller'))).body;
  assert.equal(reviews[0].reason, 'Nearly.');
  assert.deepEqual(reviews[0].reasons, body.reasons);
});

test('of two operators who decide at once one wins', async () => {
  await submit((offer) => offer.replace(/^documentation_url: .*$/m, 'documentation_url: "https://almanac.example/docs"'));
  await verdict();
  const { id } = (await operator.get(at('operator'))).body.reviews[0];
  const [one, other] = await Promise.all([
    operator.post(at('operator', '/approval'), { review_id: id, override_reason: 'A demo.' }),
    operator.post(at('operator', '/rejection'), { review_id: id, reason: 'No.' }),
  ]);
  assert.deepEqual([one.status, other.status].sort(), [200, 409]);
  const loser = one.status === 409 ? one : other;
  assert.equal(loser.body.code, 'already_decided');
  assert.match(loser.body.detail, /approved|rejected/);
});

test('one goes back to the former revision at once, and the catalogue follows', async () => {
  await submit((offer) => offer.replace(/^version: .*$/m, 'version: "100"'));
  await verdict();
  assert.equal((await operator.post(at('operator', '/approval'), { override_reason: 'A demo.' })).body.state, 'active');
  await eventually('version 100', async () => (await page()).product_version === '100');
  const { product } = (await seller.get(at('seller'))).body;
  const former = product.revisions.find((one) => one.state === 'replaced');
  revision = former.id;
  const back = await seller.post(at('seller', '/restoration'), { reason: 'The new one is slow.' });
  assert.equal(back.body.state, 'active');
  await eventually('the former version', async () => (await page()).product_version === former.product_version);
  const { body } = await kontor.as('seller').get('/v1/audit-records');
  assert.ok(body.items === undefined || body.items.some((one) => one.action.endsWith('/restoration')));
});
