// A company becomes a seller: it applies, the operator decides, it presents itself, visitors see it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, eventually, linkFor } from '../support/kontor.mjs';
import { open, startJourneys } from './browser.mjs';
import { isForEverybody } from './everybody.mjs';

const { kontor, browser } = await startJourneys();
const page = await browser.signedIn('owner'); // of Acme Logistics, a customer so far
const operator = await browser.signedIn('operator');
const acme = `/o/${kontor.persons.owner.organization_id}`;
const inbox = `/o/${kontor.persons.operator.organization_id}/operator/seller-applications`;

const main = (on = page) => on.getByRole('main');
const heading = (name, on = page) => on.getByRole('heading', { level: 1, name, exact: true }).waitFor();
const press = (name, on = page) => main(on).getByRole('button', { name, exact: true }).click();

async function openApplication(name) {
  await open(operator, inbox);
  await main(operator).getByRole('link', { name }).click();
  await heading(name, operator);
}

test('a visitor reads what selling means, registers, and comes back to it', async () => {
  const visitor = await browser.person();
  await open(visitor, '/');
  await visitor.getByRole('contentinfo').getByRole('link', { name: 'Become a seller' }).click();
  await heading('Become a seller', visitor);
  await isForEverybody(visitor);
  await main(visitor).getByRole('link', { name: 'Register your organization' }).click();
  const nora = { name: 'Nora Kran', email: 'nora@kran.example', password: 'Nordstern-2026-Kai' };
  await visitor.getByLabel('Organization').fill('Kran Software');
  await visitor.getByLabel('Your name').fill(nora.name);
  await visitor.getByLabel('Work e-mail address').fill(nora.email);
  await press('Register', visitor);
  await visitor.goto(`/password?token=${await linkFor(kontor, nora.email)}`);
  await visitor.getByLabel('New password').fill(nora.password);
  await press('Set the password', visitor);
  await main(visitor).getByRole('link', { name: 'Sign in' }).click();
  await visitor.getByLabel('E-mail address').fill(nora.email);
  await visitor.getByLabel('Password', { exact: true }).fill(nora.password);
  await press('Sign in', visitor);
  await heading('Become a seller', visitor);
  await visitor.getByRole('dialog', { name: 'Complete your setup' }).getByRole('button', { name: 'Later' }).last().click();
  await main(visitor).getByRole('link', { name: 'Apply for Kran Software' }).click();
  await main(visitor).getByText('The organization’s profile must be approved first').waitFor();
  await isForEverybody(visitor);
  await main(visitor).getByRole('link', { name: 'To the profile' }).waitFor();
  await visitor.context().close();
});

test('a customer applies from the menu; faults stand at their fields', async () => {
  await open(page, '/products/almanac-assistant');
  await page.getByRole('banner').getByRole('button', { name: kontor.persons.owner.name, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Become a seller' }).click();
  await main().getByRole('link', { name: 'Apply for Acme Logistics' }).click();
  await heading('Become a seller');
  await press('Send the application');
  await main().getByText('Without your agreement you cannot sell here.').waitFor();
  assert.equal(await page.getByLabel('Seller name').inputValue(), 'Acme Logistics GmbH', 'the profile says it already');
  await page.getByLabel('Seller name').fill('Acme Software');
  await page.getByLabel('E-mail for support').fill('help');
  await page.getByLabel('I agree to the Terms for sellers').check();
  await isForEverybody(page);
  await press('Send the application');
  await main().getByText('Enter a valid e-mail address.').first().waitFor();
  await page.getByLabel('E-mail for support').fill('help@acme.example');
  await press('Send the application');
  await main().getByText('Waiting for the operator').waitFor();
  await isForEverybody(page);
});

test('what waits is taken back and sent again', async () => {
  await press('Take back');
  await page.getByLabel('I agree to the Terms for sellers').check();
  assert.equal(await page.getByLabel('Seller name').inputValue(), 'Acme Software', 'what was said stays');
  await press('Send the application');
  await main().getByText('Waiting for the operator').waitFor();
});

test('the operator finds it beside the registrations and rejects it with a reason', async () => {
  await open(operator, `/o/${kontor.persons.operator.organization_id}`);
  await main(operator).getByText('Sellers wait for your decision').waitFor();
  await open(operator, inbox.replace('seller-applications', 'registrations'));
  await main(operator).getByRole('link', { name: 'Sellers' }).click();
  await main(operator).getByRole('link', { name: 'Delta Cloud Partners' }).waitFor();
  await isForEverybody(operator);
  await main(operator).getByRole('link', { name: 'Acme Software' }).click();
  await heading('Acme Software', operator);
  await main(operator).getByText('Acme Logistics GmbH').waitFor();
  await main(operator).getByText('Terms for sellers').waitFor();
  await isForEverybody(operator);
  await press('Reject…', operator);
  const dialog = operator.getByRole('dialog', { name: 'Reject the application of Acme Software?' });
  await dialog.getByLabel('Reason').fill('Your support address does not answer.');
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await main(operator).getByText('Your support address does not answer.').waitFor();
});

test('the open page shows the reason at once; corrected, it is sent again and approved', async () => {
  await main().getByText('Your support address does not answer.').waitFor();
  await isForEverybody(page);
  await page.getByLabel('E-mail for support').fill('support@acme.example');
  await page.getByLabel('I agree to the Terms for sellers').check();
  await press('Send the application');
  await main().getByText('Waiting for the operator').waitFor();
  await openApplication('Acme Software');
  await press('Approve', operator);
  await main(operator).getByText('Approved', { exact: true }).waitFor();
});

test('the open page knows at once that the organization sells, and its pages are in the navigation', async () => {
  await main().getByText('Acme Logistics is a seller').waitFor();
  await eventually('the mail', () => kontor.log().includes('You can sell now: Acme Software'));
  await page.getByRole('navigation', { name: 'Pages of the organization' }).getByRole('link', { name: 'Public page' }).click();
  await heading('Public page');
});

test('the seller describes itself and sees it while typing', async () => {
  await press('Save');
  await main().getByText('The text is needed in English at least.').first().waitFor();
  await page.getByLabel('About the company (English)').fill('We move **boxes**. <script>alert(1)</script>');
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByText('boxes').waitFor();
  assert.equal(await preview.locator('strong').textContent(), 'boxes');
  await preview.getByText('Checked by the operator').waitFor();
  await main().getByText('Deutsch', { exact: true }).click();
  await page.getByLabel('About the company (German)').fill('Wir bewegen **Kisten**.');
  await page.evaluate(() => window.scrollTo(0, 0)); // or the top bar covers half a link of the navigation
  await isForEverybody(page);
});

test('a picture with a script is refused at its field, another one is taken', async () => {
  const choose = (name, buffer) => page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/svg+xml', buffer: Buffer.from(buffer) });
  await choose('bad.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  await press('Save');
  await main().getByText(/script/i).first().waitFor();
  await choose('good.svg', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#246"/></svg>');
  await press('Save');
  await page.getByText('Saved. Visitors see it now.').waitFor();
});

test('of two who edit at once the second keeps what was typed and gets what the first saved', async () => {
  const seller = client(kontor.base_url, kontor.persons.owner.api_token);
  const { body } = await seller.get('/v1/seller');
  const { about, website, contact_email, support_email, logo_digest } = body;
  await main().getByText('English ✓', { exact: true }).click();
  await page.getByLabel('About the company (English)').fill('We move boxes, gladly.');
  const other = await seller.put('/v1/seller',
    { name: 'Acme Software Works', about, website, contact_email, support_email, logo_digest });
  assert.equal(other.status, 200, JSON.stringify(other.body));
  await press('Save');
  await main().getByText('Somebody else saved this page meanwhile').waitFor();
  assert.equal(await page.getByLabel('Seller name').inputValue(), 'Acme Software Works');
  assert.equal(await page.getByLabel('About the company (English)').inputValue(), 'We move boxes, gladly.');
  await press('Save');
  await page.getByText('Saved. Visitors see it now.').last().waitFor();
});

test('visitors see the page, with what the operator checked, before there is any product', async () => {
  const visitor = await browser.person({ locale: 'de-DE' });
  await open(visitor, '/sellers/acme-software');
  await heading('Acme Software Works', visitor);
  await main(visitor).getByText('Kisten').waitFor();
  await main(visitor).getByText('Vom Betreiber geprüft').waitFor();
  await main(visitor).getByText('Acme Logistics GmbH').waitFor();
  await isForEverybody(visitor);
  const html = (await kontor.visitor.get('/sellers/acme-software')).body;
  assert.ok(html.includes('gladly') && !html.includes('<script>alert'));
});

test('somebody with another role sees the state and cannot apply', async () => {
  const reporter = await browser.signedIn('reporter');
  await open(reporter, `${acme}/become-a-seller`);
  await main(reporter).getByText('Acme Logistics is a seller').waitFor();
  assert.equal(await main(reporter).getByRole('link', { name: 'Edit the public page' }).count(), 0);
});
