// Becoming a seller and editing the public page, over HTTP.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { databaseSettings, eventually, startKontor } from '../support/kontor.mjs';

let kontor, owner, operator;
before(async () => {
  kontor = await startKontor(await databaseSettings());
  owner = kontor.as('owner');
  operator = kontor.as('operator');
});
after(() => kontor?.stop());

const said = { name: 'Acme Software', website: 'https://acme.example', contact_email: 'sales@acme.example',
  support_email: 'help@acme.example', country: 'DE' };
const showcase = { name: 'Acme Software', about: { en: 'We move **boxes**.' }, website: 'https://acme.example',
  contact_email: 'sales@acme.example', support_email: 'help@acme.example' };

test('the demo has one application that waits', async () => {
  const { body } = await operator.get('/v1/operator/seller-applications?state=submitted');
  assert.deepEqual(body.items.map((one) => one.name), ['Delta Cloud Partners']);
});

test('the terms for sellers of the platform are accepted, and the operator sees which', async () => {
  const refused = await owner.post('/v1/organization/seller-applications', { ...said, accepted: [] });
  assert.equal(refused.status, 422);
  assert.equal(refused.body.code, 'agreements_not_accepted');
  const { seller_terms: terms } = (await kontor.visitor.get('/v1/platform')).body;
  const { digest } = terms.find((one) => one.language === 'en');
  assert.equal((await kontor.visitor.get(`/v1/files/${digest}`)).status, 200, 'everybody may read them');
  const sent = await owner.post('/v1/organization/seller-applications', { ...said, accepted: [digest] });
  assert.equal(sent.status, 201);
  const seen = await operator.get(`/v1/operator/seller-applications/${sent.body.id}`);
  assert.equal(seen.body.agreements[0].digest, digest);
  const decided = await operator.post(`/v1/operator/seller-applications/${sent.body.id}/approval`, {});
  assert.equal(decided.body.state, 'approved');
});

test('the organization sells at once, with tokens that were there before', async () => {
  const { body } = await owner.get('/v1/seller');
  assert.equal(body.slug, 'acme-software');
  assert.equal(body.company.name, 'Acme Logistics GmbH');
  assert.equal((await kontor.as('buyer').get('/v1/seller')).status, 403, 'the role offerings is needed');
});

test('a version that is not the newest changes nothing', async () => {
  const seen = await owner.get('/v1/seller');
  const match = { 'If-Match': `"v${seen.body.version}"` };
  assert.equal((await owner.send('PUT', '/v1/seller', showcase, match)).status, 200);
  const late = await owner.send('PUT', '/v1/seller', { ...showcase, name: 'Late' }, match);
  assert.equal(late.status, 412);
  assert.equal(late.body.code, 'edited_meanwhile');
  assert.equal((await owner.get('/v1/seller')).body.name, 'Acme Software');
});

test('visitors read the page, and readers without scripts too, as soon as it changed', async () => {
  await eventually('the page', async () =>
    (await kontor.visitor.get('/v1/sellers/acme-software')).body.about_html?.en === '<p>We move <strong>boxes</strong>.</p>\n');
  await eventually('the written page', async () =>
    String((await kontor.visitor.get('/sellers/acme-software')).body).includes('<strong>boxes</strong>'));
});
