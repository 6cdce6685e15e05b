// An owner connects a program, the operator words a mail, and people choose what they are mailed about.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { open, settled, startJourneys } from './browser.mjs';
import { isForEverybody } from './everybody.mjs';

const { kontor, browser } = await startJourneys();
const inside = (person, path) => `/o/${kontor.persons[person].organization_id}${path}`;
let status = 500;
const receiver = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(status).end('no room'));
});
await new Promise((done) => receiver.listen(0, '127.0.0.1', done));
after(() => receiver.close());

const owner = await browser.signedIn('owner');
const operator = await browser.signedIn('operator');

test('an owner makes a webhook, and sees its secret once', async () => {
  await open(owner, inside('owner', '/webhooks'));
  await owner.getByText('No webhooks yet').waitFor();
  await isForEverybody(owner);
  await owner.getByRole('button', { name: 'New webhook' }).first().click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await dialog.getByText('Choose at least one kind of event.').waitFor();
  await isForEverybody(owner);
  await dialog.getByLabel('Name').fill('ERP');
  await dialog.getByLabel('Address').fill(`http://127.0.0.1:${receiver.address().port}/hook`);
  await dialog.getByLabel(/^Subscriptions/).check();
  await dialog.getByRole('button', { name: 'Create' }).click();
  assert.match(await dialog.getByLabel('Secret', { exact: true }).inputValue(), /^whsec_/);
  await isForEverybody(owner);
  await dialog.getByLabel('I have stored the secret in a safe place').check();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await owner.getByRole('link', { name: 'ERP' }).click();
  await owner.getByRole('heading', { level: 1, name: 'ERP' }).waitFor();
});

test('a test that fails shows why, and is sent anew once it can arrive', async () => {
  await owner.getByRole('button', { name: 'Send a test' }).click();
  const row = owner.getByRole('row', { name: /webhook\.test/ });
  await row.getByText('500').waitFor();
  await owner.getByText('Events do not arrive').waitFor();
  await isForEverybody(owner);
  status = 200;
  await row.getByRole('checkbox').check();
  await owner.getByRole('button', { name: 'Send anew' }).click();
  await owner.getByText('One event is sent anew.').waitFor();
  await row.getByText('Delivered').waitFor();
  await row.getByRole('button', { name: 'webhook.test' }).click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByText('"kind": "webhook.test"').waitFor();
  await isForEverybody(owner);
  await dialog.getByRole('button', { name: 'Close' }).click();
});

test('a webhook is switched off, and removed after a question', async () => {
  await owner.getByRole('button', { name: 'Switch off' }).click();
  await owner.getByRole('button', { name: 'Switch on' }).waitFor();
  await owner.getByRole('button', { name: 'Remove…' }).click();
  await owner.getByRole('button', { name: 'Yes, remove the webhook' }).click();
  await owner.getByText('No webhooks yet').waitFor();
});

test('the operator words a mail and sees what it looks like', async () => {
  await open(operator, inside('operator', '/operator/templates'));
  await isForEverybody(operator);
  await operator.getByRole('searchbox', { name: 'Search mail texts' }).fill('reset');
  await settled(operator);
  await operator.getByRole('link', { name: 'Reset your password' }).click();
  await operator.getByRole('heading', { level: 1, name: 'Reset your password' }).waitFor();
  await operator.getByRole('textbox', { name: 'Subject' }).fill('A way back in');
  await operator.getByRole('textbox', { name: 'Text', exact: true }).fill('Be <b>quick</b>.');
  await operator.getByText('The words cannot be sent like this').waitFor();
  await operator.getByRole('button', { name: 'Save' }).click();
  await operator.getByText(/\{minutes\} is missing/).first().waitFor();
  await operator.getByRole('textbox', { name: 'Text', exact: true }).fill('Be <b>quick</b>: you have {minutes} minutes.');
  // By what the frame is given: one that is out of sight may never be laid out.
  const mail = operator.locator('iframe[title="The mail"][srcdoc*="Be &lt;b&gt;quick&lt;/b&gt;: you have 5 minutes."]');
  await mail.waitFor({ state: 'attached' });
  await isForEverybody(operator);
  await operator.getByRole('button', { name: 'Mail it to me' }).click();
  await operator.getByText('The test is on its way to your own address.').waitFor();
  await operator.getByRole('button', { name: 'Save' }).click();
  await operator.getByText('Your words, by').waitFor();
});

test('each language has its own words, and the built-in ones come back', async () => {
  await operator.getByRole('link', { name: 'Deutsch' }).click();
  await operator.getByRole('heading', { level: 1, name: 'Setzen Sie Ihr Passwort zurück' }).waitFor();
  await operator.getByText('The built-in text', { exact: true }).waitFor();
  await operator.getByRole('link', { name: 'English' }).click();
  await operator.getByRole('button', { name: 'Back to the built-in text…' }).click();
  await operator.getByRole('button', { name: 'Yes, forget these words' }).click();
  await operator.getByText('The built-in text', { exact: true }).waitFor();
  assert.equal(await operator.getByRole('textbox', { name: 'Subject' }).inputValue(), 'Reset your password');
});

test('a person chooses what to be mailed about', async () => {
  await open(owner, '/account');
  const mails = owner.getByRole('region', { name: 'Mails' });
  assert.ok(await mails.getByLabel('Account and security').isDisabled());
  await mails.getByLabel('Workloads').selectOption('Once a day');
  await owner.getByText('Saved.').waitFor();
  await owner.reload();
  await settled(owner);
  assert.equal(await mails.getByLabel('Workloads').inputValue(), 'daily');
  await isForEverybody(owner);
});

test('a link that is not ours says so, and leads on', async () => {
  const visitor = await browser.person();
  await open(visitor, '/unsubscribe?token=usr_x.leads.y');
  await visitor.getByText('This link is not one of ours.').waitFor();
  await visitor.getByRole('link', { name: 'Choose among all mails' }).waitFor();
  await isForEverybody(visitor);
});
