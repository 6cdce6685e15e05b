// The operator's work: deciding on registrations, products and offers, looking at jobs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { join } from 'node:path';
import { eventually, root } from '../support/kontor.mjs';
import { open, startJourneys } from './browser.mjs';
import { isForEverybody } from './everybody.mjs';

const { kontor, browser } = await startJourneys();
const page = await browser.signedIn('operator');

const inside = (path) => `/o/${kontor.persons.operator.organization_id}${path}`;
const look = (slug) => kontor.visitor.get(`/v1/products/${slug}`);
const main = (on = page) => on.getByRole('main');

const company = await browser.signedIn('newcomer');
const profile = `/o/${kontor.persons.newcomer.organization_id}/profile`;

/** A mail to the newcomer that says so; the log has every mail, a line each. */
const mailed = (words) => eventually(`the mail “${words}”`, () => kontor.log().split('\n')
  .some((line) => line.includes(`to=${kontor.persons.newcomer.email} `) && line.includes(words)));

async function openRegistration(state = 'Waiting') {
  await open(page, inside('/operator/registrations'));
  await main().getByText(state, { exact: true }).click();
  await page.getByRole('link', { name: 'Newcomer Biotech AG' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Newcomer Biotech AG' }).waitFor();
}

test('a registration is rejected with a reason, which the organization reads in a mail and on its page', async () => {
  await openRegistration();
  await main().getByRole('button', { name: 'Reject…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reject the profile of Newcomer Biotech AG?' });
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await dialog.getByText('Say why.').waitFor();
  await dialog.getByLabel('Reason').fill('The registration number is missing.');
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await main().getByText('The registration number is missing.').waitFor();
  assert.equal(await main().getByRole('button', { name: /Approve|Reject/ }).count(), 0, 'a decision is final');
  await mailed('The registration number is missing.');
  await open(company, profile);
  await main(company).getByText('The profile was rejected').waitFor();
  await main(company).getByText('The registration number is missing.').first().waitFor();
  await isForEverybody(company);
});

test('who was rejected changes the profile, submits it again and is approved', async () => {
  assert.equal(await company.getByLabel('Company name').inputValue(), 'Newcomer Biotech AG', 'what was submitted is there');
  assert.equal(await company.getByLabel('Contact e-mail for sellers').inputValue(), 'team@newcomer.example');
  await company.getByLabel('Registration number').fill('CHE-116.281.710');
  await main(company).getByRole('button', { name: 'Submit for approval' }).click();
  await main(company).getByText('Waiting for approval').first().waitFor();
  await openRegistration();
  await page.getByRole('row', { name: /CHE-116\.281\.710/ }).waitFor();
  const submissions = main().getByRole('region', { name: 'Submitted profiles' });
  await submissions.getByRole('row', { name: /Newcomer Biotech AG.*Rejected.*Ada Markt.*The registration number is missing\./ }).waitFor();
  await isForEverybody(page);
  await main().getByRole('button', { name: 'Approve' }).click();
  await main().getByText('Approved', { exact: true }).first().waitFor();
  await main(company).getByRole('region', { name: 'In force' }).waitFor();
  await mailed('Newcomer Biotech');
});

test('changed data wait for approval, and until then the former stay in force', async () => {
  await main(company).getByRole('button', { name: 'Edit' }).click();
  await company.getByLabel('Registration number').fill('CHE-999.999.999');
  await main(company).getByRole('button', { name: 'Submit for approval' }).click();
  const changes = main(company).getByRole('region', { name: 'Submitted changes' });
  await changes.getByText('CHE-116.281.710 → CHE-999.999.999').waitFor();
  await main(company).getByRole('region', { name: 'In force' }).getByText('CHE-116.281.710').waitFor();
  await isForEverybody(company);
  await openRegistration();
  await page.getByRole('row', { name: /CHE-116\.281\.710 CHE-999\.999\.999 changed/ }).waitFor();
  await main().getByRole('button', { name: 'Approve' }).click();
  await main().getByText('Approved', { exact: true }).first().waitFor();
  await main(company).getByRole('region', { name: 'In force' }).getByText('CHE-999.999.999').waitFor();
  await changes.waitFor({ state: 'detached' });
});

test('registrations are filtered by their state', async () => {
  await open(page, inside('/operator/registrations'));
  await main().getByText('Nothing waits for you').waitFor();
  await main().getByText('Approved', { exact: true }).click();
  await page.getByRole('link', { name: 'Acme Logistics GmbH' }).waitFor();
  await main().getByText('Rejected', { exact: true }).click();
  await page.getByRole('row', { name: /Newcomer Biotech AG.*Rejected/ }).waitFor();
  await page.getByRole('searchbox', { name: 'Search registrations' }).fill('nobody of that name');
  await main().getByText('Nothing matches').waitFor();
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

test('a product is recommended, and then stands first in the catalogue', async () => {
  await open(page, inside('/operator/products?q=northlight'));
  await page.getByRole('link', { name: 'Northlight Chat' }).click();
  await main().getByLabel('Recommended').check();
  await eventually('the recommendation', async () => (await look('northlight-chat')).body.is_recommended === true);
});

test("a seller's revision is rejected with a reason, and the active one stays", async () => {
  const offer = (await kontor.as('seller').get('/v1/offers/almanac-embeddings')).body;
  const before = (await look('almanac-embeddings')).body.product_version;
  await kontor.as('seller').put('/v1/offers', offer.replace(/^version: .*$/m, 'version: "99"'), { 'content-type': 'application/yaml' });
  await open(page, inside('/operator/products?q=embeddings'));
  await page.getByRole('link', { name: 'Almanac Embeddings' }).click();
  await main().getByRole('link', { name: 'Review revision 2' }).click();
  await main().getByRole('button', { name: 'Reject…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reject revision 2?' });
  await dialog.getByLabel('Reason').first().fill('There is no version 99.');
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await main().getByRole('article', { name: 'Submission' }).filter({ hasText: /Rejected.*There is no version 99\./s }).waitFor();
  assert.equal((await look('almanac-embeddings')).body.product_version, before);
});

test("a seller's revision is approved and becomes the active one", async () => {
  const offer = (await kontor.as('seller').get('/v1/offers/almanac-assistant')).body;
  const sent = await kontor.as('seller').put('/v1/offers', offer.replace(/^version: .*$/m, 'version: "3.3"'),
    { 'content-type': 'application/yaml' });
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  await open(page, inside('/operator/products?q=assistant'));
  await page.getByRole('link', { name: 'Almanac Assistant' }).click();
  await main().getByRole('link', { name: 'Review revision 2' }).click();
  await main().getByRole('heading', { name: 'Automatic check' }).waitFor();
  await main().getByText('Texts and languages').waitFor(); // it has ended
  await main().getByRole('button', { name: 'Approve…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Approve revision 2?' });
  const why = dialog.getByLabel('Why you approve it although the check blocks it');
  if (await why.count()) await why.fill('Its upstream is a demo.');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await main().getByRole('article', { name: 'Submission' }).filter({ hasText: 'Approved' }).waitFor();
  await eventually('version 3.3 in the catalogue', async () => (await look('almanac-assistant')).body.product_version === '3.3');
});

test('jobs show what ran in the background', async () => {
  await open(page, inside('/operator/jobs'));
  await page.getByRole('table', { name: 'Jobs' }).getByRole('row', { name: /Done/ }).first().waitFor();
  await page.getByRole('searchbox', { name: 'Search jobs' }).fill(kontor.persons.newcomer.organization_id);
  const mails = page.getByRole('row', { name: /^Send a mail.* msg_/ });
  await mails.getByRole('link', { name: kontor.persons.newcomer.organization_id }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Newcomer Biotech' }).waitFor();
  await main().getByRole('region', { name: 'Submitted profiles' }).waitFor();
});
