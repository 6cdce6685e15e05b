// A seller writes a product in the browser, two people write at once, the operator approves, visitors find it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, eventually } from '../support/kontor.mjs';
import { open, settled, startJourneys } from './browser.mjs';
import { desktop, isForEverybody, sidewaysFaults } from './everybody.mjs';

const { kontor, browser } = await startJourneys();
const page = await browser.signedIn('seller');
const seller = client(kontor.base_url, kontor.persons.seller.api_token);
const operator = client(kontor.base_url, kontor.persons.operator.api_token);
const home = `/o/${kontor.persons.seller.organization_id}`;

const main = () => page.getByRole('main');
const section = (name) => page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name }).click();
const saved = () => main().getByText(/^Saved .*\d:\d\d/).waitFor();
const language = (name) => main().getByRole('radiogroup', { name: 'Language of the texts' }).getByText(name).click();
const draftId = () => new URL(page.url()).pathname.split('/').at(-1);

test('a new product is begun from the list, with what is fixed from then on', async () => {
  await open(page, `${home}/products`);
  await main().getByRole('link', { name: 'New product' }).click();
  await main().getByRole('button', { name: 'Begin' }).click();
  await main().getByText('Enter a name.').waitFor();
  await isForEverybody(page);
  await page.getByLabel('Name').fill('Almanac Tides');
  await page.getByLabel('Service type').selectOption('managed');
  await page.getByLabel('Licence type').selectOption('subscription');
  await main().getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('heading', { level: 1, name: 'Almanac Tides' }).waitFor();
});

test('a name of one long word stays on the page of a phone', async () => {
  const name = 'Überwachungsinfrastrukturkomponenten2027';
  const { body } = await seller.post('/v1/drafts', { name, service_type: 'managed', licence_type: 'subscription' });
  const phone = await browser.signedIn('seller', { viewport: { width: 360, height: 740 } });
  await open(phone, `${home}/drafts/${body.id}`);
  await phone.getByRole('heading', { level: 1, name }).waitFor();
  assert.deepEqual(await sidewaysFaults(phone), []);
  await seller.delete(`/v1/drafts/${body.id}`);
});

test('sections are written in any order, saved by themselves, and say what they lack', async () => {
  await section('Plans and prices');
  await main().getByRole('button', { name: 'Add a plan' }).click();
  await main().getByLabel('Name').fill('Standard');
  await main().getByRole('button', { name: 'Add a price' }).click();
  await main().getByLabel('Amount').fill('49,90');
  await main().getByText('This does not have the right form.').waitFor();
  await isForEverybody(page);
  await main().getByLabel('Amount').fill('49.90');
  await section('Product');
  await main().getByLabel('Category').selectOption('databases');
  await main().getByLabel('Version').fill('1.0');
  await saved();
  await section('Texts');
  for (const name of ['English', 'Deutsch', 'Français']) {
    await language(name);
    await main().getByLabel(/^Short description/).fill(`Tides (${name})`);
    await main().getByLabel(/^Description/).fill('**Tides** <script>alert(1)</script>');
  }
  await saved();
  await section('Test and submit');
  await main().getByText('Description, Czech: This is required.', { exact: true }).waitFor();
  assert.ok(await main().getByRole('button', { name: 'Submit for review' }).isDisabled());
  await isForEverybody(page, [desktop]);
  await section('Texts');
  await language('Čeština');
  await main().getByLabel(/^Short description/).fill('Přílivy');
  await main().getByLabel(/^Description/).fill('Přílivy');
  await saved();
});

test('a picture with a script is refused at its place, others are taken', async () => {
  await section('Pictures');
  const choose = (input, name, mimeType, buffer) => input.setInputFiles({ name, mimeType, buffer: Buffer.from(buffer) });
  const files = main().locator('input[type=file]');
  await choose(files.first(), 'bad.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
  await main().getByRole('alert').getByText(/script/).waitFor();
  await choose(files.first(), 'good.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#246"/></svg>');
  await main().getByRole('button', { name: 'Without a logo' }).waitFor();
  await choose(files.last(), 'tides.png', 'image/png', await page.screenshot({ clip: { x: 0, y: 0, width: 80, height: 40 } }));
  await main().getByLabel('What is to be seen').fill('A table of tides');
  await saved();
  await isForEverybody(page);
});

test('somebody else saves meanwhile: nothing is lost, and one chooses where both wrote', async () => {
  await section('Product');
  const { body: draft } = await seller.get(`/v1/drafts/${draftId()}`);
  const document = { ...draft.document, version: '2.0', data_location: 'Hamburg' };
  // The other one is faster by a moment.
  let isFirst = true;
  await page.route(`**/v1/drafts/${draft.id}`, async (route) => {
    if (route.request().method() !== 'PUT' || !isFirst) return route.continue();
    isFirst = false;
    assert.equal((await seller.put(`/v1/drafts/${draft.id}`, { name: draft.name, document })).status, 200);
    return route.continue();
  });
  await main().getByLabel('Version').fill('1.1');
  await main().getByText('Somebody else changed the same meanwhile').waitFor();
  assert.equal(await main().getByLabel('Version').inputValue(), '1.1');
  assert.equal(await main().getByLabel('Data location').inputValue(), 'Hamburg');
  await main().getByText('Theirs: 2.0').waitFor();
  await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok()),
    main().getByLabel('Data location').fill('Bremen'),
  ]);
  const { body: held } = await seller.get(`/v1/drafts/${draft.id}`);
  assert.equal(held.document.version, '2.0', 'what the other wrote stays until one chooses');
  assert.equal(held.document.data_location, 'Bremen');
  await main().getByRole('button', { name: 'Take theirs' }).click();
  assert.equal(await main().getByLabel('Version').inputValue(), '2.0');
  await saved();
});

test('on a wide screen the preview stands beside what is written, in its language, until it is folded away', async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await section('Texts');
  const beside = page.getByRole('region', { name: 'As customers see it' });
  await language('Deutsch');
  await main().getByLabel('Short description (German)').fill('Wann die Flut kommt.');
  await beside.getByText('Wann die Flut kommt.').waitFor();
  await beside.getByRole('heading', { name: 'Beschreibung' }).waitFor();
  await isForEverybody(page, [{ width: 1440, height: 900 }]);
  await page.getByRole('button', { name: 'Hide the preview' }).click();
  await beside.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('button', { name: 'Show the preview' }).waitFor();
  await page.setViewportSize(desktop);
});

test('the preview shows the page as customers will see it', async () => {
  await section('Preview');
  await main().getByText('Provided by Almanac Intelligence · version 2.0').waitFor();
  assert.equal(await main().locator('strong', { hasText: 'Tides' }).count(), 1);
  await main().getByRole('img', { name: 'A table of tides' }).waitFor();
  await isForEverybody(page);
});

test('on a phone the sections are a choice, and sending says what happens next', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('combobox', { name: 'Section' }).selectOption({ label: 'Test and submit' });
  await main().getByRole('button', { name: 'Submit for review' }).click();
  await main().getByText('The operator reviews it').waitFor();
  await page.setViewportSize(desktop);
});

test('rejected, the draft says why; corrected and approved, visitors find the product and the draft is gone', async () => {
  const { body: draft } = await seller.get(`/v1/drafts/${draftId()}`);
  await operator.post(`/v1/operator/revisions/${draft.revision_id}/rejection`, {
    reason: 'Which harbours?', reasons: [{ field: 'data_location', reason: 'Name the second one.' }],
  });
  await main().getByText('Which harbours?').waitFor();
  await main().getByText('Name the second one.').waitFor();
  await section('Product 1 to correct');
  assert.equal(await main().getByLabel('Data location').getAttribute('aria-invalid'), 'true');
  await main().getByLabel('Data location').fill('Hamburg and Koper');
  await saved();
  await section('Test and submit');
  await main().getByRole('button', { name: 'Submit for review' }).click();
  await main().getByText('The operator reviews it').waitFor();
  await eventually('the check', async () => (await operator.get(`/v1/operator/revisions/${draft.revision_id}`)).body.verdict?.checked_at);
  assert.equal((await operator.post(`/v1/operator/revisions/${draft.revision_id}/approval`)).status, 200);
  await eventually('the catalogue', async () => (await kontor.visitor.get('/v1/products/almanac-tides')).status === 200);
  await open(page, '/products/almanac-tides');
  await main().getByRole('img', { name: 'A table of tides' }).waitFor();
  await isForEverybody(page, [desktop]);
  await eventually('the draft to go', async () => (await seller.get(`/v1/drafts/${draft.id}`)).status === 404);
});

test('from the product a new revision begins, and stands among the drafts', async () => {
  await open(page, `${home}/products`);
  await main().getByRole('table', { name: 'My products' }).getByRole('link', { name: 'Almanac Tides' }).click();
  await main().getByRole('button', { name: 'New revision' }).click();
  await saved();
  assert.ok(await main().getByLabel('Name').isDisabled(), 'a published name stays');
  await open(page, `${home}/products`);
  const drafts = main().getByRole('table', { name: 'Drafts' });
  await drafts.getByRole('row', { name: /Almanac Tides/ }).getByRole('button').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  await drafts.getByRole('link', { name: 'Almanac Tides' }).waitFor({ state: 'detached' });
  await settled(page);
  await page.mouse.move(0, 0);
  await isForEverybody(page, [desktop]);
});

test('a new revision begins from the page of any one, which leads to the draft from then on', async () => {
  const { items } = (await seller.get('/v1/seller/products')).body;
  const { id } = items.find((one) => one.slug === 'almanac-tides');
  await open(page, `${home}/products/${id}/revisions/1`);
  await main().getByRole('button', { name: 'New revision from this one' }).click();
  await saved();
  const begun = draftId();
  await page.goBack();
  await main().getByRole('link', { name: 'Go on with the draft' }).click();
  await saved();
  assert.equal(draftId(), begun);
});

test('a model is called to try it, and what it answered comes with the revision', async () => {
  const { body: draft, headers } = await seller.post('/v1/drafts', { product: 'almanac-assistant' });
  await seller.put(`/v1/drafts/${draft.id}`, { name: draft.name, document: { ...draft.document, version: '99' } },
    { 'if-match': headers.get('etag') });
  await open(page, `${home}/drafts/${draft.id}?section=models`);
  await main().getByRole('button', { name: 'Test call' }).first().click();
  await main().getByRole('article', { name: 'Test call of almanac/small' }).getByText('Succeeded').waitFor();
  await isForEverybody(page, [desktop]);
  const { body: sent } = await seller.post(`/v1/drafts/${draft.id}/submission`);
  await open(page, `${home}/products/${sent.product_id}/revisions/${sent.revision_number}`);
  await main().getByRole('region', { name: 'Test calls of the seller' }).getByText('Succeeded').waitFor();
  await isForEverybody(page);
});
