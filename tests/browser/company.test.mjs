// A company's first day: registered, approved, subscribed, called, counted, cancelled. One journey, in this order.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { parse } from 'yaml';
import { client, linkFor } from '../support/kontor.mjs';
import { open, signIn, startJourneys } from './browser.mjs';
import { isAtMissingTick, isForEverybody } from './everybody.mjs';

const mila = { name: 'Mila Kran', email: 'mila@harbour.example', password: 'Nordstern-2026-Kai' };

const { kontor, browser } = await startJourneys();
const page = await browser.person();
const operator = await browser.signedIn('operator');
await offerEndless();
const used = []; // what each answer says of its tokens
let key;

/** Almanac Assistant gets one model more, which writes for a minute. */
async function offerEndless() {
  const offer = parse((await kontor.as('operator').get('/v1/offers/almanac-assistant')).body);
  const [model] = offer.ai.models;
  offer.ai.models.push({ ...model, name: 'almanac/endless', upstreams: [{ ...model.upstreams[0], model: 'demo-t4000-i15' }] });
  const answer = await kontor.as('operator').put('/v1/offers', offer);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
}

const main = () => page.getByRole('main');
const heading = (name, on = page) => on.getByRole('heading', { level: 1, name }).waitFor();
const press = (name) => main().getByRole('button', { name, exact: true }).click();
const row = (table, name) => page.getByRole('table', { name: table }).getByRole('row', { name });

const part = (name) => page.getByRole('navigation', { name: 'Parts of the subscription' }).getByRole('link', { name }).click();

/** One call of a model, as a program of the company makes it. */
async function call(model = 'almanac/small') {
  const answer = await client(kontor.base_url, key).post('/ai/v1/chat/completions',
    { model, messages: [{ role: 'user', content: 'What is a quay?' }] });
  if (answer.status === 200) used.push({ model, ...answer.body.usage });
  return answer;
}

/** The sum of what the answers of these models said. */
const tokens = (name, models = /small/) => used.filter((one) => models.test(one.model)).reduce((sum, one) => sum + one[name], 0);

/** The lines of a file that the click saves, cells apart. */
async function saved(click) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  return lines.map((line) => line.split(','));
}

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
  await isForEverybody(page);
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
  await isAtMissingTick(page, 'Without your agreement there is no subscription.');
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
  await part('Usage');
  await main().getByText('No usage in this period').waitFor();
  await page.evaluate(() => { window.wasHereBefore = true; });
  const { status, body } = await call();
  assert.equal(status, 200);
  await row('Usage', /robot arm/).getByText(String(body.usage.prompt_tokens), { exact: true }).waitFor();
  assert.ok(await page.evaluate(() => window.wasHereBefore));
});

test('use and cost are told by key, by model and by day, in a table and a chart', async () => {
  const small = (await kontor.visitor.get('/v1/products/almanac-assistant')).body.ai_models[0];
  const { usage } = (await call('almanac/large')).body;
  await row('Usage', /^robot arm 2 /).waitFor();
  const show = page.getByLabel('Show', { exact: true });
  await show.selectOption({ label: 'by model' });
  await row('Usage', /almanac\/large/).getByText(String(usage.completion_tokens), { exact: true }).first().waitFor();
  await row('Usage', new RegExp(small.name)).waitFor();
  await show.selectOption({ label: 'by day' });
  await row('Usage', / 2 /).waitFor();
  assert.equal(await page.getByRole('table', { name: 'Usage', exact: true }).getByRole('row').count(), 2, 'head and today');
  await main().locator('canvas').waitFor();
  await page.getByLabel('Chart', { exact: true }).selectOption({ label: 'Tokens' });
  await main().getByText('Show as a table').click();
  await row('Usage by day', new RegExp(` ${tokens('prompt_tokens', /./)} ${tokens('completion_tokens', /./)}$`)).waitFor();
  await show.selectOption({ label: 'by key' });
});

test('all details are saved as CSV, each number as it was answered', async () => {
  await call();
  await row('Usage', /^robot arm 3 /).waitFor();
  const [head, ...lines] = await saved(() => press('All details as CSV'));
  const found = lines.map((line) => Object.fromEntries(line.map((cell, at) => [head[at], cell])));
  assert.deepEqual(found.map((line) => line.model).sort(), ['almanac/large', 'almanac/small']);
  const small = found.find((line) => line.model === 'almanac/small');
  assert.deepEqual([small.subscription_name, small.ai_key_name, small.calls, small.currency], ['Crane helper', 'robot arm', '2', 'EUR']);
  assert.deepEqual([small.tokens_in, small.tokens_out], [tokens('prompt_tokens'), tokens('completion_tokens')].map(String));
  // €0.12 a million tokens in, €0.48 out; counted in millionths of a euro.
  const micros = 0.12 * tokens('prompt_tokens') + 0.48 * tokens('completion_tokens');
  assert.ok(Math.abs(small.cost * 1e6 - micros) <= 1, `${small.cost} for ${micros} micros`);
});

test('the table that is shown is saved as CSV', async () => {
  const [head, line] = await saved(() => press('CSV'));
  assert.deepEqual(head.slice(0, 3), ['Key', 'Calls', 'Input tokens']);
  assert.deepEqual(line.slice(0, 2), ['robot arm', '3']);
});

test('the calls stand each with key, model and cost', async () => {
  await part('Calls');
  await row('Calls', /robot arm.*almanac\/large/).waitFor();
  await row('Calls', /robot arm.*almanac\/small.*€0\.0/).nth(1).waitFor();
});

test('a second key needs a name of its own', async () => {
  await part('Keys');
  await page.getByRole('button', { name: 'Add a key' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('robot arm');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await dialog.getByText(/There is a key named “robot arm”/).first().waitFor();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('second arm');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await isForEverybody(page);
  await dialog.getByLabel('I have stored the secret in a safe place').check();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await row('Keys', /second arm/).waitFor();
});

test('a key is changed, paused and resumed, and rotated with an overlap that is ended', async () => {
  const change = (name) => page.getByRole('button', { name: `Change ${name}` }).click();
  const dialog = page.getByRole('dialog');
  const answers = async (status) => {
    for (let tries = 0; (await call()).status !== status; tries++) assert.ok(tries < 20, `never ${status}`);
  };
  await change('robot arm');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('second arm');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText(/There is a key named “second arm”/).first().waitFor();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('left arm');
  await isForEverybody(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await row('Keys', /left arm/).waitFor();

  await change('left arm');
  await dialog.getByRole('button', { name: 'Pause the key' }).click();
  await row('Keys', /left arm.*Paused/).waitFor();
  await answers(403);
  await change('left arm');
  await dialog.getByRole('button', { name: 'Resume the key' }).click();
  await row('Keys', /left arm.*Active/).waitFor();
  await answers(200);

  const former = key;
  await change('left arm');
  await dialog.getByLabel('The present secret goes on working').selectOption('72 hours');
  await dialog.getByRole('button', { name: 'Make a new secret' }).click();
  key = await dialog.getByLabel('Key', { exact: true }).inputValue();
  assert.match(key, /^kt_live_/);
  assert.notEqual(key, former);
  await isForEverybody(page);
  await dialog.getByLabel('I have stored the secret in a safe place').check();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await answers(200);
  const current = key;
  key = former;
  await answers(200);
  await change('left arm');
  await dialog.getByText(/works until/).waitFor();
  await isForEverybody(page);
  await dialog.getByRole('button', { name: 'End the former secret now' }).click();
  await dialog.getByText(/works until/).waitFor({ state: 'detached' });
  await answers(401);
  key = current;
  await answers(200);
  await dialog.getByRole('textbox', { name: 'Name' }).fill('robot arm');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await row('Keys', /robot arm/).waitFor();
});

test('a key is deactivated after a question, is refused from then on, and what it was writing is cut', async () => {
  const answer = await fetch(`${kontor.base_url}/ai/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'almanac/endless', stream: true, messages: [{ role: 'user', content: 'Tell all.' }] }),
  });
  assert.equal(answer.status, 200);
  const words = answer.body.getReader();
  await words.read();
  const cut = assert.rejects(async () => { while (!(await words.read()).done); });
  await page.getByRole('button', { name: 'Deactivate robot arm' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'No, keep it' }).click();
  assert.equal((await call()).status, 200);
  await page.getByRole('button', { name: 'Deactivate robot arm' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Yes, deactivate the key' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await cut;
  assert.equal((await call()).status, 401);
  await row('Keys', /robot arm.*Deactivated/).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Deactivate robot arm' }).count(), 0, 'it is final');
  await part('Calls');
  await row('Calls', /robot arm.*cut off/).waitFor();
});

test('cancelling says what it does and costs, and one may leave it', async () => {
  await press('Cancel subscription');
  const dialog = page.getByRole('dialog', { name: 'Cancel Crane helper?' });
  await dialog.getByText('This cannot be undone').waitFor();
  await dialog.getByText(new RegExp(`To be paid for ${used.length + 1} calls`)).waitFor();
  await dialog.getByRole('row', { name: /second arm.*never/ }).waitFor();
  await dialog.getByRole('button', { name: 'No, keep it' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await main().getByRole('button', { name: 'Cancel subscription' }).click();
  await dialog.getByRole('button', { name: 'Yes, cancel the subscription' }).click();
  await main().getByText('This subscription is cancelled').waitFor();
});

test('what was cancelled stays readable: keys, usage, calls, agreements and documents', async () => {
  await part('Keys');
  await row('Keys', /second arm.*Deactivated/).waitFor();
  assert.equal(await main().getByRole('button', { name: /Deactivate|Add a key/ }).count(), 0);
  await part('Usage');
  await row('Usage', /robot arm/).waitFor();
  await part('Calls');
  await row('Calls', /robot arm/).first().waitFor();
  await part('Documents and agreements');
  const agreements = row('Agreements', new RegExp(mila.name));
  await agreements.nth(1).waitFor();
  assert.equal(await agreements.count(), 2);
  const files = await main().getByRole('table').getByRole('link').evaluateAll((links) => links.map((link) => link.href));
  assert.ok(files.length > 2);
  for (const file of files) assert.equal((await page.request.get(file)).status(), 200, file);
  await isForEverybody(page);
});

test('the order can be looked up later', async () => {
  await page.getByRole('navigation', { name: 'Pages of the organization' }).getByRole('link', { name: 'Orders' }).click();
  await heading('Orders'); // the page before links the product too
  await main().getByRole('link', { name: 'Almanac Assistant' }).click();
  await heading('Order of Almanac Assistant');
  await main().getByText(mila.name).waitFor();
});
