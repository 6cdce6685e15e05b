// New terms for sellers and a licence agreement for existing subscribers, by seller, operator and customer in turn; and a category that a
// seller proposes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../support/kontor.mjs';
import { open, startJourneys } from './browser.mjs';
import { isForEverybody } from './everybody.mjs';

const { kontor, browser } = await startJourneys();
const main = (page) => page.getByRole('main');
const api = kontor.as('seller');
const operate = kontor.as('operator');
const home = (person) => `/o/${kontor.persons[person].organization_id}`;
const operator = await browser.signedIn('operator');
let draft;

/** A draft of the product with another licence agreement; and terms for sellers that nobody has accepted. */
async function prepare() {
  const texts = ['en', 'de', 'fr', 'cs'].map((language) =>
    ({ language, title: 'Terms for sellers', content: Buffer.from(`# ${language} 2`).toString('base64') }));
  assert.equal((await operate.post('/v1/operator/agreements', { kind: 'seller_terms', version: '2099-1', texts })).status, 201);
  draft = (await api.post('/v1/drafts', { product: 'almanac-embeddings' })).body;
  const document = { ...draft.document, version: '8', documents: ['en', 'de'].map((language) =>
    ({ kind: 'eula', language, title: `Almanac licence ${language}`, version: '8', text: `Version 8, ${language}.` })) };
  const { status } = await api.put(`/v1/drafts/${draft.id}`, { name: draft.name, document }, { 'if-match': `"v${draft.version}"` });
  assert.equal(status, 200);
}

test('a seller says that the licence agreement is for existing subscribers, and accepts new terms to submit', async () => {
  await prepare();
  const page = await browser.signedIn('seller');
  await open(page, `${home('seller')}/drafts/${draft.id}?section=documents`);
  const boxes = main(page).getByRole('checkbox', { name: 'Applies to existing subscribers too' });
  await boxes.first().check();
  assert.equal(await boxes.nth(1).isChecked(), true); // in all its languages
  await isForEverybody(page);
  await main(page).getByRole('link', { name: 'Test and submit' }).click();
  const submit = main(page).getByRole('button', { name: 'Submit for review' });
  await main(page).getByText('The operator has new terms for sellers.').waitFor();
  assert.equal(await submit.isDisabled(), true);
  await main(page).getByRole('checkbox', { name: 'I agree to the Terms for sellers' }).check();
  await isForEverybody(page);
  await submit.click();
  await main(page).getByText('The operator reviews it').waitFor();
});

test('the operator sees above all else whom it concerns', async () => {
  const { revision_id: id } = (await api.get(`/v1/drafts/${draft.id}`)).body;
  await eventually('the check', async () => (await operate.get(`/v1/operator/revisions/${id}`)).body.verdict?.checked_at);
  await open(operator, `${home('operator')}/operator/reviews/${id}`);
  await main(operator).getByText('The licence agreement applies to existing subscribers too').waitFor();
  await isForEverybody(operator);
  assert.equal((await operate.post(`/v1/operator/revisions/${id}/approval`, { override_reason: 'Known.' })).status, 200);
});

test('a subscriber finds the new agreement with the former one, and who was told', async () => {
  const buyer = kontor.as('buyer');
  const { id } = (await buyer.get('/v1/subscriptions?q=shipping')).body.items[0];
  await eventually('the notice', async () => (await buyer.get(`/v1/subscriptions/${id}`)).body.agreements.some((one) => one.is_by_notice));
  const page = await browser.signedIn('buyer');
  await open(page, `${home('buyer')}/subscriptions/${id}/documents`);
  await main(page).getByText('New licence agreement from').waitFor();
  await main(page).getByRole('alert').getByRole('link', { name: 'Almanac licence en, 8' }).waitFor();
  await main(page).getByRole('cell', { name: `By notice to ${kontor.persons.buyer.name}` }).waitFor();
  await isForEverybody(page);
});

test('a proposed category is accepted, and then the product can be approved', async () => {
  const { revision_id: id } = (await operate.get('/v1/operator/reviews?q=workshop')).body.items[0];
  await open(operator, `${home('operator')}/operator/reviews/${id}`);
  await main(operator).getByRole('button', { name: 'Decide the category…' }).click();
  const dialog = operator.getByRole('dialog');
  assert.equal(await dialog.getByLabel('Name in German').inputValue(), 'Schulungen');
  await dialog.getByLabel('Name in French').fill('');
  await dialog.getByRole('button', { name: 'Create the category' }).click();
  await dialog.locator('input[name="name.fr"][aria-invalid=true]').waitFor();
  await isForEverybody(operator);
  await dialog.getByLabel('Name in French').fill('Formations');
  await dialog.getByRole('button', { name: 'Create the category' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await main(operator).getByRole('button', { name: 'Decide the category…' }).waitFor({ state: 'hidden' });
  assert.equal((await operate.post(`/v1/operator/revisions/${id}/approval`, { override_reason: 'Known.' })).status, 200);
});

test('whose category is not there proposes one in every language', async () => {
  const page = await browser.signedIn('seller');
  const { body } = await api.post('/v1/drafts', { name: 'Almanac Tides', service_type: 'ai', licence_type: 'usage' });
  await open(page, `${home('seller')}/drafts/${body.id}`);
  await main(page).getByRole('button', { name: 'My category is not here' }).click();
  for (const language of ['English', 'German', 'French', 'Czech']) await main(page).getByLabel(`Name in ${language}`).fill('Oceans');
  await isForEverybody(page);
  await eventually('the draft', async () => (await api.get(`/v1/drafts/${body.id}`)).body.document.proposed_category?.name.cs === 'Oceans');
});
