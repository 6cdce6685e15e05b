// A company's first day: registered, approved, subscribed, called, counted, cancelled. One journey, in this order.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { client, linkFor } from '../support/kontor.mjs';
import { open, signIn, startJourneys, withSession } from './browser.mjs';

const mila = { name: 'Mila Kran', email: 'mila@harbour.example', password: 'Nordstern-2026-Kai' };

const { kontor, browser } = await startJourneys();
const page = await browser.person();
const operator = await browser.person();
await withSession(operator, kontor.persons.operator);
let key;

const main = () => page.getByRole('main');
const heading = (name, on = page) => on.getByRole('heading', { level: 1, name }).waitFor();
const press = (name) => main().getByRole('button', { name, exact: true }).click();
const row = (table, name) => page.getByRole('table', { name: table }).getByRole('row', { name });

/** One call of the model, as a program of the company makes it. */
const call = () => client(kontor.base_url, key).post('/ai/v1/chat/completions',
  { model: 'almanac/small', messages: [{ role: 'user', content: 'What is a quay?' }] });

test('a company registers; faults stand at their fields', async () => {
  await page.goto('/');
  await page.getByRole('banner').getByRole('link', { name: 'Register' }).click();
  await heading('Register your organization');
  await press('Register');
  await main().getByText('Enter the name of your organization.').waitFor();
  await page.getByLabel('Organization').fill('Harbour Robotics');
  await page.getByLabel('Your name').fill(mila.name);
  await page.getByLabel('Work e-mail address').fill(mila.email);
  await press('Register');
  await heading('Look at your mail');
});

test('the mailed link asks for a password and checks its rules while one types', async () => {
  await page.goto(`/password?token=${await linkFor(kontor, mila.email)}`);
  await heading('Choose your password');
  const rule = (name) => main().getByRole('listitem').filter({ hasText: name });
  await page.getByLabel('New password').fill('nordstern');
  await rule('a lower-case letter').getByText('kept').waitFor();
  for (const name of ['at least 12 characters', 'an upper-case letter', 'a digit', 'a special character'])
    await rule(name).getByText('not yet').waitFor();
  await press('Set the password');
  await main().getByText('The password does not keep all rules.').waitFor();
  await page.getByLabel('New password').fill(mila.password);
  await main().getByText('The password keeps all rules.').waitFor();
  await press('Set the password');
  await heading('Your password is set');
});

test('the first sign-in asks for the profile, and it may wait', async () => {
  await signIn(page, mila);
  const prompt = page.getByRole('dialog', { name: 'Complete your setup' });
  await prompt.getByRole('button', { name: 'Later' }).last().click();
  await prompt.waitFor({ state: 'hidden' });
  await page.getByRole('banner').getByRole('button', { name: `${mila.name}, the organization profile is incomplete` }).waitFor();
});

test('the product tells what is missing before it can be bought, with the way to it', async () => {
  await open(page, '/products/almanac-assistant');
  const box = page.getByRole('complementary', { name: 'Get this product' });
  assert.ok(await box.getByRole('button', { name: 'Subscribe' }).isDisabled());
  await box.getByText('What is missing').waitFor();
  await box.getByRole('link', { name: 'Complete the profile' }).first().click();
  await heading('Organization profile');
});

test('the profile is checked, submitted and waits', async () => {
  await page.getByLabel('Company name').fill('Harbour Robotics GmbH');
  await page.getByLabel('Company website').fill('https://harbour.example');
  await page.getByLabel('Contact e-mail for sellers').fill('mila.kran@harbour.example');
  await main().getByText('This looks like one person’s address.').waitFor();
  await page.getByLabel('Contact e-mail for sellers').fill('team@harbour.example');
  await press('Submit for approval');
  assert.equal(await page.getByLabel('Company name').inputValue(), 'Harbour Robotics GmbH', 'what was typed stays');
  await page.getByLabel('Contact e-mail for the operator').fill('cloud@harbour.example');
  await page.getByLabel('Country').selectOption('DE');
  await press('Submit for approval');
  await main().getByText('Waiting for approval').first().waitFor();
});

test('the operator sees the registration and approves it; the page of the company knows at once', async () => {
  const { organization_id } = kontor.persons.operator;
  await open(operator, `/o/${organization_id}/operator/registrations`);
  await operator.getByRole('link', { name: 'Harbour Robotics GmbH' }).click();
  await heading('Harbour Robotics GmbH', operator);
  await operator.getByRole('button', { name: 'Approve' }).click();
  await operator.getByText('Approved', { exact: true }).first().waitFor();
  // Mila's page was not loaded anew.
  await main().getByText('In force').first().waitFor();
});

test('she accepts the agreements and subscribes', async () => {
  await open(page, '/products/almanac-assistant');
  await page.getByRole('complementary', { name: 'Get this product' }).getByRole('link', { name: 'Subscribe' }).click();
  await heading('Subscribe to Almanac Assistant');
  await page.getByLabel('Name of the subscription').fill('Crane helper');
  await press('Subscribe');
  await main().getByText('Without your agreement there is no subscription.').first().waitFor();
  for (const agreement of await page.getByRole('group', { name: 'Agreements' }).getByRole('checkbox').all()) await agreement.check();
  await press('Subscribe');
  await heading('Crane helper');
});

test('she makes the first key and sees its secret once', async () => {
  const first = page.getByRole('region', { name: /Make your first key/ });
  await first.getByLabel('Name of the key').fill('robot arm');
  await first.getByRole('button', { name: 'Make the key' }).click();
  const ready = page.getByRole('region', { name: 'Your key is ready' });
  key = await ready.getByLabel('Key', { exact: true }).inputValue();
  assert.match(key, /^kt_live_/);
  assert.ok(await ready.getByRole('button', { name: 'Done' }).isDisabled(), 'first one says to have stored it');
  await ready.getByLabel('I have stored the secret in a safe place').check();
  await ready.getByRole('button', { name: 'Done' }).click();
  await ready.waitFor({ state: 'hidden' });
  await page.reload();
  await heading('Crane helper');
  assert.ok(!(await page.content()).includes(key));
});

test('the key works, and its use shows within seconds on a page that is not loaded anew', async () => {
  await page.getByRole('navigation', { name: 'Parts of the subscription' }).getByRole('link', { name: 'Usage' }).click();
  await main().getByText('No usage in this period').waitFor();
  await page.evaluate(() => { window.wasHereBefore = true; });
  const { status, body } = await call();
  assert.equal(status, 200);
  await row('Usage', /robot arm/).getByText(String(body.usage.prompt_tokens), { exact: true }).waitFor();
  assert.ok(await page.evaluate(() => window.wasHereBefore));
});

test('all details are saved as CSV', async () => {
  const [download] = await Promise.all([page.waitForEvent('download'), press('All details as CSV')]);
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  assert.equal(lines.length, 2);
  assert.match(lines[1], /robot arm/);
  assert.match(lines[1], /almanac\/small/);
});

test('the call stands among the calls with its cost', async () => {
  await page.getByRole('navigation', { name: 'Parts of the subscription' }).getByRole('link', { name: 'Calls' }).click();
  await row('Calls', /robot arm.*almanac\/small/).waitFor();
});

test('a key is deactivated after a question, and is refused', async () => {
  await page.getByRole('navigation', { name: 'Parts of the subscription' }).getByRole('link', { name: 'Keys' }).click();
  await page.getByRole('button', { name: 'Add a key' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('robot arm');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await dialog.getByText(/There is a key named “robot arm”/).first().waitFor();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('second arm');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await dialog.getByLabel('I have stored the secret in a safe place').check();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await row('Keys', /second arm/).waitFor();
  await page.getByRole('button', { name: 'Deactivate robot arm' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'No, keep it' }).click();
  assert.equal((await call()).status, 200);
  await page.getByRole('button', { name: 'Deactivate robot arm' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Yes, deactivate the key' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  assert.equal((await call()).status, 401);
});

test('cancelling says what it does and costs, ends all keys, and leaves everything readable', async () => {
  await press('Cancel subscription');
  const dialog = page.getByRole('dialog', { name: 'Cancel Crane helper?' });
  await dialog.getByText('This cannot be undone').waitFor();
  await dialog.getByText(/To be paid for 2 calls/).waitFor();
  await dialog.getByRole('row', { name: /second arm/ }).waitFor();
  await dialog.getByRole('button', { name: 'Yes, cancel the subscription' }).click();
  await main().getByText('This subscription is cancelled').waitFor();
  const parts = page.getByRole('navigation', { name: 'Parts of the subscription' });
  await parts.getByRole('link', { name: 'Keys' }).click();
  assert.equal(await main().getByRole('button', { name: /^Deactivate/ }).count(), 0);
  await parts.getByRole('link', { name: 'Usage' }).click();
  await row('Usage', /robot arm/).waitFor();
  await parts.getByRole('link', { name: 'Documents and agreements' }).click();
  await row('Agreements', new RegExp(mila.name)).first().waitFor();
});

test('the order can be looked up later', async () => {
  await page.getByRole('navigation', { name: 'Pages of the organization' }).getByRole('link', { name: 'Orders' }).click();
  await page.getByRole('link', { name: 'Almanac Assistant' }).click();
  await heading('Order of Almanac Assistant');
  await main().getByText(mila.name).waitFor();
});
