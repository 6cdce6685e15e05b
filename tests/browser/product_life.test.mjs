// A product leaves the catalogue, comes back and ends, by its seller, a customer and the operator in turn.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../support/kontor.mjs';
import { open, settled, startJourneys } from './browser.mjs';
import { desktop, isForEverybody } from './everybody.mjs';

const { kontor, browser } = await startJourneys();
const seller = await browser.signedIn('seller');
const buyer = await browser.signedIn('buyer');
const operator = await browser.signedIn('operator');
const main = (page) => page.getByRole('main');
const home = (person) => `/o/${kontor.persons[person].organization_id}`;

const daysAgo = (count) => new Date(Date.now() - count * 86_400_000).toISOString().slice(0, 10);

const SLUG = 'almanac-assistant';
const NAME = 'Almanac Assistant';
const isOffered = async () => (await kontor.visitor.get(`/v1/products/${SLUG}`)).status === 200;
const { body: offered } = await kontor.visitor.get(`/v1/products/${SLUG}`);
const { body: own } = await kontor.as('buyer').get('/v1/subscriptions');
const subscription = own.items.find((one) => one.product_slug === SLUG);

test('the seller takes it out with a reason', async () => {
  await open(seller, `${home('seller')}/products/${offered.id}`);
  await main(seller).getByRole('button', { name: 'Unpublish…' }).click();
  const dialog = seller.getByRole('dialog', { name: `Unpublish ${NAME}?` });
  await dialog.getByRole('button', { name: 'Unpublish' }).click();
  await dialog.getByText('Say why.').waitFor();
  await isForEverybody(seller, [desktop]);
  await dialog.getByLabel('Reason').fill('The model moves to <b>faster</b> machines.');
  await dialog.getByLabel('Expected return').fill('2099-12-31');
  await dialog.getByRole('button', { name: 'Unpublish' }).click();
  await main(seller).getByText('This product is not offered for now').waitFor();
  await eventually('the catalogue without it', async () => !(await isOffered()));
});

test('who subscribed reads why, and still opens its page without an error', async () => {
  const refused = [];
  buyer.on('response', (response) => response.status() >= 400 && refused.push(response.url()));
  await open(buyer, `${home('buyer')}/subscriptions/${subscription.id}`);
  await main(buyer).getByText('Reason: The model moves to <b>faster</b> machines.').waitFor();
  await main(buyer).locator('time[datetime^="2099-12-31"]').waitFor();
  await isForEverybody(buyer);
  await main(buyer).getByRole('link', { name: NAME, exact: true }).click();
  await main(buyer).getByText('You see this page because your organization subscribed to it.').waitFor();
  await settled(buyer);
  assert.deepEqual(refused, []);
  await isForEverybody(buyer, [desktop]);
});

test('the operator publishes it again', async () => {
  await open(operator, `${home('operator')}/operator/products/${offered.id}`);
  await main(operator).getByRole('button', { name: 'Publish again' }).click();
  await main(operator).getByRole('button', { name: 'Unpublish…' }).waitFor();
  await eventually('the catalogue with it', isOffered);
});

test('the seller reads the last day before it ends the product for good', async () => {
  await seller.reload();
  await main(seller).getByRole('button', { name: 'End of life…' }).click();
  const dialog = seller.getByRole('dialog', { name: `End ${NAME} for good?` });
  const { body: preview } = await kontor.as('seller').get(`/v1/seller/products/${offered.id}/end-of-life`);
  const day = `time[datetime^="${preview.last_day}"]`;
  await dialog.locator(day).waitFor();
  await isForEverybody(seller, [desktop]);
  await dialog.getByLabel('Reason').fill('A better one follows.');
  await dialog.getByLabel('Type the product’s name').fill('Another');
  await dialog.getByRole('button', { name: 'End it for good' }).click();
  await dialog.getByText(`Type ${NAME}.`).waitFor();
  await dialog.getByLabel('Type the product’s name').fill(NAME);
  await dialog.getByRole('button', { name: 'End it for good' }).click();
  await main(seller).getByText('This product is ending').waitFor();
  await main(seller).locator(day).waitFor();
  assert.equal(await main(seller).getByRole('button', { name: 'Publish again' }).count(), 0);
  await eventually('the catalogue without it', async () => !(await isOffered()));
});

test('the seller sees what it sold and how often its pages were looked at', async () => {
  await open(seller, `${home('seller')}/sales?from=${daysAgo(60)}&to=${daysAgo(0)}`);
  await main(seller).getByRole('region', { name: 'Sales history' }).getByRole('cell', { name: 'Acme Logistics GmbH' }).first().waitFor();
  await isForEverybody(seller);
});

test('the operator keeps the categories in order', async () => {
  await open(operator, `${home('operator')}/operator/categories`);
  await isForEverybody(operator);
  await main(operator).getByRole('button', { name: 'New category' }).click();
  const dialog = operator.getByRole('dialog', { name: 'New category' });
  await isForEverybody(operator, [desktop]);
  for (const [language, name] of [['English', 'Shelves'], ['German', 'Regale'], ['French', 'Étagères'], ['Czech', 'Police']])
    await dialog.getByLabel(`Name in ${language}`).fill(name);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await main(operator).getByRole('button', { name: 'Move Shelves up' }).click();
  await main(operator).getByRole('button', { name: 'Remove Shelves' }).click();
  await operator.getByRole('dialog', { name: 'Remove Shelves?' }).getByRole('button', { name: 'Yes, remove it' }).click();
  await main(operator).getByRole('cell', { name: 'Shelves', exact: true }).waitFor({ state: 'detached' });
});

test('the operator issues terms in all languages and sees who accepted the former', async () => {
  await open(operator, `${home('operator')}/operator/agreements`);
  await main(operator).getByRole('cell', { name: 'Acme Logistics' }).first().waitFor();
  await isForEverybody(operator);
  await main(operator).getByRole('button', { name: 'New version' }).click();
  const dialog = operator.getByRole('dialog', { name: 'New version' });
  await isForEverybody(operator, [desktop]);
  await dialog.getByLabel('Version').fill('2099-1');
  for (const language of ['English', 'German', 'French', 'Czech']) {
    await dialog.getByLabel(`Title in ${language}`).fill('Terms');
    const chooser = operator.waitForEvent('filechooser');
    await dialog.getByLabel(`File in ${language}`).click();
    await (await chooser).setFiles({ name: 'terms.md', mimeType: 'text/markdown', buffer: Buffer.from(`# Terms (${language})`) });
  }
  await dialog.getByRole('button', { name: 'Issue' }).click();
  await main(operator).getByRole('cell', { name: '2099-1' }).waitFor();
});
