// Who keeps an organization safe: tokens of its own, addresses that are let in, a log that can be verified.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '../support/kontor.mjs';
import { open, startJourneys } from './browser.mjs';
import { desktop, isForEverybody } from './everybody.mjs';

const { kontor, browser } = await startJourneys({ KONTOR_EGRESS_ADDRESSES: '198.51.100.16/28' });
const { organization_id: id, organization_name: organization, name } = kontor.persons.owner;
const page = await browser.signedIn('owner');
const main = () => page.getByRole('main');
const dialog = () => page.getByRole('dialog');
const inside = (path) => `/o/${id}${path}`;

test('an owner gives the organization a token of its own, and revokes it', async () => {
  await open(page, inside('/access'));
  await main().getByRole('button', { name: 'Create a token' }).click();
  await dialog().getByLabel('Purchasing').check();
  await dialog().getByLabel('Name').fill('Warehouse');
  await dialog().getByLabel('Network addresses').fill('nonsense');
  await dialog().getByRole('button', { name: 'Create', exact: true }).click();
  await dialog().getByText('Write addresses such as').first().waitFor();
  await dialog().getByLabel('Network addresses').fill('198.51.100.0/24\n2001:db8::/32');
  await isForEverybody(page, [desktop]);
  await dialog().getByRole('button', { name: 'Create', exact: true }).click();
  await dialog().getByText('Copy it now').waitFor();
  await dialog().getByLabel('I have stored the secret').check();
  await dialog().getByRole('button', { name: 'Done' }).click();
  const row = main().getByRole('row', { name: 'Warehouse' });
  await row.getByText('198.51.100.0/24, 2001:db8::/32').waitFor();
  await row.getByText(organization).waitFor();
  await row.getByRole('button', { name: 'Revoke Warehouse' }).click();
  await dialog().getByRole('button', { name: 'Yes, revoke the token' }).click();
  await row.getByRole('button', { name: 'Revoke Warehouse' }).waitFor({ state: 'detached' });
});

test('rules that would shut out their author are saved only after a second look', async () => {
  await main().getByLabel('Network addresses').fill('198.51.100.0/24');
  await main().getByLabel('People act from these addresses only').check();
  await main().getByRole('button', { name: 'Save', exact: true }).click();
  await main().getByText('Your address is 127.0.0.1, which').waitFor();
  await isForEverybody(page);
  await main().getByRole('button', { name: 'Save although I am locked out' }).click();
  await main().getByRole('heading', { name: `You cannot act for ${organization} from here` }).waitFor();
  await main().getByRole('button', { name: 'Mail the owners a link' }).click();
  await main().getByText('The mail is on its way').waitFor();
  await isForEverybody(page, [desktop]);
});

test('sign-in methods name whom they shut out, and an owner gets in all the same', async () => {
  await sql(kontor, 'UPDATE access_rules SET limits_sessions = 0');
  await open(page, inside('/access'));
  await main().getByText('By these methods everybody here can sign in.').waitFor();
  await main().getByLabel('Only these').check();
  await main().getByRole('checkbox', { name: 'Passkey' }).check();
  await main().getByText('Who could not sign in as things are now').waitFor();
  await main().getByText('You signed in another way yourself').waitFor();
  await isForEverybody(page);
  await main().getByRole('button', { name: /^Save although/ }).click();
  await main().getByRole('heading', { name: `Sign in another way to act for ${organization}` }).waitFor();
  await isForEverybody(page);
  await main().getByRole('button', { name: 'Act as an owner all the same' }).click();
  await main().getByRole('heading', { name: 'Sign-in methods' }).waitFor();
  await main().getByLabel('All methods').check();
  // What was said of the first time may still be there to be read.
  const saved = page.waitForResponse((response) => response.request().method() === 'PUT');
  await main().getByRole('button', { name: 'Save the sign-in methods' }).click();
  assert.equal((await saved).status(), 200);
});

test('the log says what happened in sentences, leads to the thing, and is verified', async () => {
  await open(page, inside('/audit-log'));
  const table = main().getByRole('table', { name: 'Audit log' });
  await table.getByText('Revoked an API token of the organization').waitFor();
  await table.getByText('Changed the access rules').waitFor();
  await main().getByLabel('Action').selectOption({ label: 'Changed the access rules' });
  await table.getByRole('row').nth(2).waitFor({ state: 'detached' }); // the head and one record
  assert.equal(await table.getByRole('row').count(), 2);
  assert.equal(await table.getByText(name).count(), 1);
  await isForEverybody(page);
  await main().getByRole('button', { name: 'Verify the log' }).click();
  await dialog().getByText('The log is intact').waitFor();
  await isForEverybody(page, [desktop]);
  await dialog().getByRole('button', { name: 'Close' }).click();
  await sql(kontor, "UPDATE audit_record SET action = 'POST /v1/orders' WHERE number = 2");
  await main().getByRole('button', { name: 'Verify the log' }).click();
  await dialog().getByText('The log was tampered with').waitFor();
  await dialog().getByText('Record 2 was changed').waitFor();
  await dialog().getByRole('button', { name: 'Close' }).click();
});

test('on a phone the header says who acts for whom too', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('banner').getByRole('button', { name: `${name} acts for ${organization}` }).waitFor();
  await page.setViewportSize({ width: 1280, height: 900 });
});

test('the header says who acts for whom, and customers see the addresses of the marketplace', async () => {
  await page.getByRole('button', { name: `${name} acts for ${organization}` }).click();
  await page.getByRole('menuitem', { name: `Copy the tenant ID ${id}` }).waitFor();
  await isForEverybody(page, [desktop]);
  await page.keyboard.press('Escape');
  await open(page, inside('/clusters/new'));
  assert.equal(await main().getByRole('textbox', { name: 'Addresses of the marketplace' }).inputValue(), '198.51.100.16/28');
});
