// The operator's work: deciding on registrations, products and offers, looking at jobs; and who may not do it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { join } from 'node:path';
import { eventually, root } from '../support/kontor.mjs';
import { open, startJourneys } from './browser.mjs';

const { kontor, browser } = await startJourneys();
const page = await browser.signedIn('operator');

const inside = (path) => `/o/${kontor.persons.operator.organization_id}${path}`;
const look = (slug) => kontor.visitor.get(`/v1/products/${slug}`);
const main = (on = page) => on.getByRole('main');

test('a registration is rejected with a reason, which the organization reads', async () => {
  await open(page, inside('/operator/registrations'));
  await page.getByRole('link', { name: 'Newcomer Biotech AG' }).click();
  await main().getByRole('button', { name: 'Reject…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reject the profile of Newcomer Biotech AG?' });
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await dialog.getByText('Say why.').waitFor();
  await dialog.getByLabel('Reason').fill('The registration number is missing.');
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await main().getByText('The registration number is missing.').waitFor();
  const newcomer = await browser.signedIn('newcomer');
  await open(newcomer, `/o/${kontor.persons.newcomer.organization_id}/profile`);
  await main(newcomer).getByText('The profile was rejected').waitFor();
  await main(newcomer).getByText('The registration number is missing.').first().waitFor();
});

test('registrations are filtered by their state', async () => {
  await open(page, inside('/operator/registrations'));
  await main().getByText('Nothing waits for you').waitFor();
  await main().getByText('Approved', { exact: true }).click();
  await page.getByRole('link', { name: 'Acme Logistics GmbH' }).waitFor();
});

test('an offer file is checked, applied and stands in the catalogue', async () => {
  await open(page, inside('/operator/offers'));
  await page.getByLabel('Offer', { exact: true }).fill('slug: [broken');
  await main().getByRole('button', { name: 'Apply' }).click();
  await main().getByRole('alert').waitFor();
  await page.locator('input[type=file]').setInputFiles(join(root, 'offers/example.yaml'));
  await main().getByRole('button', { name: 'Apply' }).click();
  await main().getByText('The offer is applied').waitFor();
  await main().getByRole('button', { name: 'Apply' }).click();
  await main().getByText('Nothing has changed').waitFor();
  const visitor = await browser.person();
  await open(visitor, '/?q=northlight');
  await visitor.getByRole('link', { name: 'Northlight Chat', exact: true }).waitFor();
});

test('a product leaves the catalogue with a reason and comes back', async () => {
  await open(page, inside('/operator/products'));
  await page.getByRole('link', { name: 'Northlight Chat' }).click();
  await main().getByRole('button', { name: 'Unpublish…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Unpublish Northlight Chat?' });
  await dialog.getByLabel('Reason').fill('The hall moves.');
  await dialog.getByRole('button', { name: 'Unpublish' }).click();
  await main().getByRole('button', { name: 'Publish' }).waitFor();
  await eventually('leaving the catalogue', async () => (await look('northlight-chat')).status === 404);
  await main().getByRole('button', { name: 'Publish' }).click();
  await main().getByRole('button', { name: 'Unpublish…' }).waitFor();
  await eventually('coming back', async () => (await look('northlight-chat')).status === 200);
});

test("a seller's revision is approved and becomes the active one", async () => {
  const offer = (await kontor.as('seller').get('/v1/offers/almanac-assistant')).body;
  const sent = await kontor.as('seller').put('/v1/offers', offer.replace(/^version: .*$/m, 'version: "3.3"'),
    { 'content-type': 'application/yaml' });
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  await open(page, inside('/operator/products?q=assistant'));
  await page.getByRole('link', { name: 'Almanac Assistant' }).click();
  await main().getByRole('button', { name: 'Approve revision 2' }).click();
  await page.getByRole('dialog', { name: 'Approve revision 2?' }).getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('table', { name: 'Revisions' }).getByRole('row', { name: /2.*Active.*3\.3/ }).waitFor();
  await eventually('version 3.3 in the catalogue', async () => (await look('almanac-assistant')).body.product_version === '3.3');
});

test('jobs show what ran in the background', async () => {
  await open(page, inside('/operator/jobs'));
  await page.getByRole('table', { name: 'Jobs' }).getByRole('row', { name: /send_mail/ }).first().waitFor();
});

