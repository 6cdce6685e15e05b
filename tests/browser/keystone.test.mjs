// The operator adds a cloud; people of it sign in with domain, user name and password; the owner gives roles before they come.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { cloudPassword, startKeystone } from '../support/keystone.mjs';
import { eventually } from '../support/kontor.mjs';
import { open, settled, startJourneys } from './browser.mjs';
import { desktop, isForEverybody } from './everybody.mjs';

const [cloud, { kontor, browser }] = await Promise.all([
  startKeystone(), startJourneys({ KONTOR_ALLOWED_ADDRESSES: '127.0.0.0/8' }),
]);
after(() => cloud.stop());
await cloud.addUser('Acme Cloud', 'anna', { email: 'anna@acme-cloud.test', role: 'admin' });
await cloud.addUser('Acme Cloud', 'bert', { mustChange: true });
const main = (person) => person.getByRole('main');
const codeFor = (email) => eventually(`a code for ${email}`, () => {
  const line = kontor.log().split('\n').findLast((one) => one.includes(`to=${email} `));
  return /code: (\d{8})/.exec(line ?? '')?.[1];
});

async function type(person, user, password = cloudPassword) {
  await main(person).getByLabel('User name').fill(user);
  await main(person).getByLabel('Password', { exact: true }).fill(password);
  await main(person).getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function prove(person, email) {
  await main(person).getByLabel('E-mail address').fill(email);
  await main(person).getByRole('button', { name: 'Send the code' }).click();
  await main(person).getByLabel('Code').fill(await codeFor(email));
}

test('the operator adds a cloud, and sees that it answers', async () => {
  const operator = await browser.signedIn('operator');
  await open(operator, `/o/${kontor.persons.operator.organization_id}/identity-providers`);
  await main(operator).getByRole('button', { name: 'Add cloud' }).first().click();
  const dialog = operator.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Cloud account');
  await dialog.getByLabel('Identity service').fill(cloud.url);
  await dialog.getByLabel('Required role').fill('te_admin');
  await dialog.getByLabel('Required from').fill('2999-01-01');
  await dialog.getByLabel('Administrator role').fill('admin');
  await dialog.getByLabel('Member role').fill('member');
  await isForEverybody(operator, [desktop]);
  await dialog.getByRole('button', { name: 'Add cloud' }).click();
  await operator.getByRole('heading', { name: 'Cloud account' }).waitFor();
  await main(operator).getByText('Ready').waitFor();
  await main(operator).getByText('Nobody lacks it').waitFor();
  await isForEverybody(operator, [desktop]);
});

let anna;
test('somebody of the cloud signs in for the first time, and goes on where it was wanted', async () => {
  anna = await browser.person();
  await open(anna, '/sign-in?return=/account');
  await main(anna).getByRole('link', { name: 'Sign in with Cloud account' }).click();
  await main(anna).getByLabel('Domain').fill('Acme Cloud');
  await type(anna, 'anna', 'wrong');
  await main(anna).getByRole('alert').getByText('does not accept').waitFor();
  await isForEverybody(anna);
  await type(anna, 'anna');
  await main(anna).getByText('You are here for the first time').waitFor();
  assert.equal(await main(anna).getByLabel('E-mail address').inputValue(), 'anna@acme-cloud.test');
  await prove(anna, 'anna@acme-cloud.test');
  await isForEverybody(anna, [desktop]);
  await main(anna).getByRole('button', { name: 'Sign in', exact: true }).click();
  await anna.waitForURL('**/account');
  await anna.getByRole('dialog').getByText('Later', { exact: true }).click(); // the profile comes next
  const linked = main(anna).getByRole('table', { name: 'Linked accounts' });
  await linked.getByRole('button', { name: 'Change password at Cloud account' }).click();
  const dialog = anna.getByRole('dialog');
  await dialog.getByLabel('Current password').fill(cloudPassword);
  await dialog.getByLabel('New password').fill('kurz');
  await dialog.getByRole('button', { name: 'Change password' }).click();
  await dialog.getByRole('alert').getByText('does not take the new password').waitFor();
  await isForEverybody(anna, [desktop]);
  await dialog.getByLabel('New password').fill('Wolke-Zehn-10');
  await dialog.getByRole('button', { name: 'Change password' }).click();
  await anna.getByText('Password changed').waitFor();
});

test('the owner sees who else is in the domain, and gives roles; the notice tells of the required role', async () => {
  const session = await anna.evaluate(async () => (await fetch('/v1/session')).json());
  assert.deepEqual(session.organization.roles, ['reports', 'owner']);
  await open(anna, `/o/${session.organization.id}/members`);
  await main(anna).getByText('you sign in with Cloud account only if you have the role te_admin').waitFor();
  const users = main(anna).getByRole('table', { name: 'Users of Acme Cloud' });
  await users.getByRole('button', { name: 'Add roles for bert' }).click();
  const dialog = anna.getByRole('dialog');
  await dialog.getByLabel('Purchasing').check();
  await isForEverybody(anna, [desktop]);
  await dialog.getByRole('button', { name: 'Add roles' }).click();
  await users.getByText('waits: Reports, Purchasing').waitFor();
  await isForEverybody(anna);
});

test('the owner links another domain by consent of who administers it, sees what was changed there, and repairs it', async () => {
  await cloud.addUser('Other', 'root', { role: 'admin' });
  await open(anna, `${new URL(anna.url()).pathname.replace(/members$/, 'identity-providers')}`);
  await main(anna).getByRole('button', { name: 'Link a domain of Cloud account' }).click();
  const address = await main(anna).getByRole('textbox', { name: 'Link for who administers the domain' }).inputValue();
  const root = await browser.person();
  await open(root, address.slice(new URL(address).origin.length));
  await main(root).getByLabel('Domain').fill('Other');
  await main(root).getByLabel('User name').fill('root');
  await main(root).getByLabel('Password', { exact: true }).fill(cloudPassword);
  await isForEverybody(root, [desktop]);
  await main(root).getByRole('button', { name: 'Agree' }).click();
  await main(root).getByText('Other is linked').waitFor();
  await open(root, '/cloud-consent');
  await main(root).getByText('This link is not valid').waitFor();
  await main(root).getByRole('link', { name: 'To the catalogue' }).waitFor();
  const link = main(anna).getByRole('article', { name: 'Other' });
  await link.getByText('as it was made').nth(1).waitFor();
  const [shadow] = (await cloud.list('Other')).filter(({ name }) => name.startsWith('marketplace_usr_'));
  await cloud.as('PATCH', `/users/${shadow.id}`, { user: { enabled: false } });
  await link.getByRole('button', { name: 'Check now' }).click();
  await link.getByText('Enabled: expected yes, there is no').waitFor();
  await isForEverybody(anna);
  await link.getByRole('button', { name: 'Repair' }).click();
  await link.getByText('Linked, with differences').waitFor({ state: 'detached' });
});

test('the page asks for linked clouds no more while nobody looks at one', async () => {
  let asked = 0;
  anna.on('request', (request) => { asked += request.url().endsWith('/cloud-links'); });
  await anna.clock.install();
  await open(anna, new URL(anna.url()).pathname);
  await main(anna).getByRole('article', { name: 'Other' }).getByText('Linked', { exact: true }).waitFor();
  assert.ok(asked > 0);
  const before = asked;
  await anna.clock.runFor(20_000);
  assert.equal(asked, before);
});

test('who comes later has these roles, and the browser remembers the domain', async () => {
  const bert = await browser.person();
  await open(bert, '/sign-in');
  await bert.evaluate(() => localStorage.setItem('kontor.cloud_domain', 'Acme Cloud'));
  await main(bert).getByRole('link', { name: 'Sign in with Cloud account' }).click();
  assert.equal(await main(bert).getByLabel('Domain').inputValue(), 'Acme Cloud');
  await type(bert, 'bert');
  await main(bert).getByLabel('New password').fill('Wolke-Neun-9');
  await isForEverybody(bert, [desktop]);
  await main(bert).getByRole('button', { name: 'Change password' }).click();
  await prove(bert, 'bert@acme-cloud.test');
  await main(bert).getByRole('button', { name: 'Sign in', exact: true }).click();
  await bert.waitForURL((url) => url.pathname === '/');
  await settled(bert);
  const session = await bert.evaluate(async () => (await fetch('/v1/session')).json());
  assert.deepEqual(session.organization.roles, ['reports', 'purchasing']);
});
