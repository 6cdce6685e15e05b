// Somebody who only looks: finding, filtering, reading, in their language, theme, width, or by keyboard alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, settled, startJourneys } from './browser.mjs';
import { sidewaysFaults } from './everybody.mjs';

const { kontor, browser } = await startJourneys();

const card = (page, name) => page.getByRole('article').filter({ has: page.getByRole('link', { name, exact: true }) });
const found = (page, count) => page.getByRole('main').getByRole('status').getByText(`${count} product${count === 1 ? '' : 's'}`, { exact: true }).waitFor();

test('the catalogue shows what is recommended, with sellers and prices', async () => {
  const page = await browser.person();
  const count = async () => (await kontor.visitor.get('/v1/products')).body.total;
  let total;
  do { // a product of the demo joins once its chart has been looked at
    total = await count();
    await open(page, '/');
  } while (await count() !== total);
  await found(page, total);
  const recommended = page.getByRole('region', { name: 'Recommended' });
  await recommended.getByRole('link', { name: 'Almanac Assistant' }).waitFor();
  await card(page, 'Almanac Assistant').getByText('by Almanac Intelligence').waitFor();
  assert.match(await card(page, 'Almanac Assistant').innerText(), /from €0\.12/);
});

test('the catalogue reads without scripts', async () => {
  const page = await browser.person({ javaScriptEnabled: false });
  await page.goto('/products/almanac-assistant');
  assert.match(await page.title(), /Almanac Assistant/);
  assert.ok(await page.locator('meta[name=description]').getAttribute('content'));
});

test('a search finds in spite of typing errors and says so', async () => {
  const page = await browser.person();
  await open(page, '/');
  await page.getByRole('searchbox', { name: 'Search the catalogue' }).fill('asistnat');
  await page.getByText('Nothing is called exactly “asistnat”').waitFor();
  await card(page, 'Almanac Assistant').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('q'), 'asistnat');
});

test('a search that finds nothing leads back to everything', async () => {
  const page = await browser.person();
  await open(page, '/?q=qqqqxxxxzzzz');
  await page.getByText('No product matches').waitFor();
  await page.getByRole('button', { name: 'Show all products' }).click();
  await found(page, (await kontor.visitor.get('/v1/products')).body.total);
});

test('filters stand in the address, work with the back button, and can be sent to somebody', async () => {
  const page = await browser.person();
  await open(page, '/');
  const { facets, total } = (await kontor.visitor.get('/v1/products')).body;
  const count = facets.service_type.find((one) => one.value === 'ai').count;
  await page.getByRole('group', { name: 'Service type' }).getByRole('checkbox', { name: 'AI model', exact: true }).check();
  await found(page, count);
  assert.equal(new URL(page.url()).searchParams.get('service_type'), 'ai');
  await page.getByRole('group', { name: 'Seller' }).getByRole('checkbox', { name: 'Almanac' }).check();
  await found(page, 2);
  const shared = page.url();
  await page.goBack();
  await found(page, count);
  await page.goBack();
  await found(page, total);
  const other = await browser.person();
  await open(other, shared);
  await found(other, 2);
  await other.getByRole('button', { name: 'Remove the filter Almanac Intelligence' }).click();
  await found(other, count);
});

test('a product tells price, plans, documents and the way to buy it', async () => {
  const page = await browser.person();
  await open(page, '/');
  await page.getByRole('link', { name: 'Almanac Assistant', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Almanac Assistant' }).waitFor();
  await page.getByRole('heading', { name: 'Description' }).waitFor();
  await page.getByRole('link', { name: /end user licence agreement/ }).first().waitFor();
  await page.getByText('almanac/small').first().waitFor();
  await page.getByRole('link', { name: 'Sign in to subscribe' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  assert.equal(new URL(page.url()).searchParams.get('return'), '/products/almanac-assistant');
});

test('the plans of a product stand side by side and can be compared', async () => {
  const page = await browser.person();
  const { items } = (await kontor.visitor.get('/v1/products?price_model=recurring&limit=200')).body;
  const details = await Promise.all(items.map(async (one) => (await kontor.visitor.get(`/v1/products/${one.slug}`)).body));
  const product = details.find((one) => one.plans.length > 1 && one.plans[0].features.length > 0);
  await open(page, `/products/${product.slug}`);
  const plans = page.getByRole('region', { name: 'Plans' });
  for (const plan of product.plans) await plans.getByRole('heading', { level: 3, name: plan.name, exact: true }).waitFor();
  await plans.getByText('Compare the plans').click();
  const comparison = page.getByRole('table', { name: 'Comparison of the plans' });
  assert.equal(await comparison.getByRole('columnheader').count(), product.plans.length);
});

test('an estimate adds up tokens at the rates of the model', async () => {
  const page = await browser.person();
  await open(page, '/products/almanac-assistant');
  const estimate = page.getByRole('region', { name: 'What would it cost?' });
  await estimate.getByLabel('Requests in a month').fill('1000');
  await estimate.getByLabel('Input tokens per request').fill('5000');
  await estimate.getByLabel('Output tokens per request').fill('1000');
  // 5 million at €0.12 and 1 million at €0.48
  await estimate.getByRole('status').getByText('€1.08').waitFor();
});

test('the seller of a product introduces itself and shows all it sells', async () => {
  const page = await browser.person();
  await open(page, '/products/almanac-assistant');
  await page.getByRole('main').getByRole('link', { name: 'Almanac Intelligence' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Almanac Intelligence' }).waitFor();
  await card(page, 'Almanac Embeddings').waitFor();
});

test('an address that leads nowhere says so and answers 404', async () => {
  const page = await browser.person();
  for (const address of ['/nowhere', '/products/nothing', '/sellers/nobody']) {
    const answer = await page.goto(address);
    assert.equal(answer.status(), 404, address);
    await page.getByText('There is no page at this address').waitFor();
    await page.getByRole('link', { name: 'To the catalogue' }).first().waitFor();
  }
});

for (const [locale, name, heading, description] of [
  ['de-AT', 'Deutsch', 'Dienste für Ihre Cloud', 'Beschreibung'],
  ['fr-FR', 'Français', 'Des services pour votre cloud', 'Description'],
  ['cs-CZ', 'Čeština', 'Služby pro váš cloud', 'Popis'],
])
  test(`whoever speaks ${name} reads everything in it from the first moment`, async () => {
    const page = await browser.person({ locale });
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), locale.slice(0, 2));
    await page.goto('/products/almanac-assistant');
    await page.getByRole('heading', { level: 2, name: description }).waitFor();
  });

test('the language is chosen in a menu and stays chosen', async () => {
  const page = await browser.person();
  await open(page, '/');
  await page.getByRole('button', { name: 'Language: English' }).click();
  await page.getByRole('menuitem', { name: 'Čeština' }).click();
  await page.getByRole('heading', { level: 1, name: /cloud/ }).waitFor();
  await page.waitForFunction(() => document.documentElement.lang === 'cs');
  await page.reload();
  await page.waitForFunction(() => document.documentElement.lang === 'cs');
});

test('the dark theme is chosen in a menu, and follows the system before', async () => {
  const page = await browser.person({ colorScheme: 'dark' });
  const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme');
  await open(page, '/');
  assert.equal(await scheme(), 'dark');
  await page.getByRole('button', { name: 'Theme: Like the system' }).click();
  await page.getByRole('menuitem', { name: 'Light' }).click();
  await page.getByRole('button', { name: 'Theme: Light' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Theme: Light' }).waitFor();
  assert.equal(await scheme(), 'light');
});

test('on a phone everything is reached through the menu, and nothing scrolls sideways', async () => {
  const page = await browser.person({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await open(page, '/');
  assert.deepEqual(await sidewaysFaults(page), []);
  await page.getByRole('button', { name: 'Filters' }).tap();
  await page.getByRole('dialog').getByRole('checkbox', { name: 'AI model', exact: true }).tap();
  await page.getByRole('button', { name: 'Show the products' }).tap();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('link', { name: 'Almanac Assistant', exact: true }).tap();
  await page.getByRole('heading', { level: 1, name: 'Almanac Assistant' }).waitFor();
  await settled(page);
  assert.deepEqual(await sidewaysFaults(page), []);
  await page.getByRole('button', { name: 'Menu' }).tap();
  await page.getByRole('dialog').getByRole('link', { name: 'Register' }).tap();
  await page.getByRole('heading', { level: 1, name: 'Register your organization' }).waitFor();
});

test('the keyboard alone leads from the first key to a product', async () => {
  const page = await browser.person();
  await open(page, '/');
  const focused = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.getAttribute('aria-label'));
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'Skip to the content');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'Search the catalogue');
  await page.keyboard.type('embeddings');
  await page.waitForURL(/q=embeddings/);
  await card(page, 'Almanac Embeddings').waitFor();
  for (let step = 0; (await focused()) !== 'Almanac Embeddings'; step++) {
    assert.ok(step < 60, 'the product is reached by Tab');
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Almanac Embeddings' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
});

test('Ctrl-K finds a product from any page', async () => {
  const page = await browser.person();
  await open(page, '/sellers/almanac');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').or(page.getByRole('dialog').getByRole('searchbox')).first().fill('embed');
  await page.getByRole('dialog').getByText('Almanac Embeddings').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Almanac Embeddings' }).waitFor();
});
