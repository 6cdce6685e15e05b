// What becomes of products, what sellers see of their sales, categories and terms: over HTTP.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { databaseSettings, eventually, startKontor } from '../support/kontor.mjs';

let kontor, seller, operator, owner;
before(async () => {
  kontor = await startKontor(await databaseSettings());
  seller = kontor.as('seller');
  operator = kontor.as('operator');
  owner = kontor.as('owner');
});
after(() => kontor?.stop());

let product, subscription;

test('a subscriber keeps what its seller takes out, and reads why', async () => {
  const { body: own } = await owner.get('/v1/subscriptions');
  const { body: offered } = await seller.get('/v1/seller/products?state=published');
  product = offered.items.find((one) => own.items.some((two) => two.product_id === one.id && two.state === 'active'));
  subscription = own.items.find((one) => one.product_id === product.id && one.state === 'active');
  const out = await seller.post(`/v1/seller/products/${product.id}/unpublication`, { reason: 'A hole <script>' });
  assert.equal(out.status, 200);
  await eventually('the catalogue without it', async () =>
    (await kontor.visitor.get(`/v1/products/${product.slug}`)).status === 404);
  assert.equal((await owner.get(`/v1/subscribed-products/${product.slug}`)).body.unpublished_reason, 'A hole <script>');
  assert.equal((await owner.get(`/v1/subscriptions/${subscription.id}`)).body.product_state, 'unpublished');
  await eventually('the event of its organization', async () => {
    const { body } = await owner.get('/v1/events?limit=200');
    return body.items.some((one) => one.kind === 'subscription.product_unpublished' && one.subject_id === subscription.id);
  });
});

test('it comes back, and its views are counted', async () => {
  assert.equal((await seller.post(`/v1/seller/products/${product.id}/publication`, {})).status, 200);
  await eventually('the catalogue with it', async () =>
    (await kontor.visitor.get(`/v1/products/${product.slug}`)).status === 200);
  const views = async () => (await seller.get('/v1/seller/statistics')).body.total.views;
  const before = await views();
  const viewed = await kontor.visitor.send('POST', `/v1/products/${product.slug}/views`, undefined, { 'User-Agent': 'Firefox' });
  assert.equal(viewed.status, 204);
  assert.equal(await views(), before + 1);
});

test('the end is announced with a day that must be confirmed', async () => {
  const path = `/v1/seller/products/${product.id}/end-of-life`;
  const { body: preview } = await seller.get(path);
  assert.match(preview.last_day, /^\d{4}-\d\d-\d\d$/);
  assert.ok(preview.subscriptions >= 1);
  assert.equal((await seller.post(path, { reason: 'Old', last_day: '2020-01-31' })).body.code, 'last_day_changed');
  const ending = await seller.post(path, { reason: 'Old', last_day: preview.last_day });
  assert.equal(ending.body.last_day, preview.last_day);
  assert.equal((await seller.post(`/v1/seller/products/${product.id}/publication`, {})).body.code, 'product_ending');
});

test('the operator keeps categories in order', async () => {
  const name = { en: 'Shelves', de: 'Regale', fr: 'Étagères', cs: 'Police' };
  const made = await operator.post('/v1/operator/categories', { name, position: 1 });
  assert.equal(made.status, 201);
  await eventually('the public list', async () =>
    (await kontor.visitor.get('/v1/categories')).body.items[0].slug === 'shelves');
  assert.equal((await operator.send('DELETE', `/v1/operator/categories/${made.body.id}`)).status, 204);
  assert.equal((await seller.get('/v1/operator/categories')).status, 403);
});
