// An owner adds an identity provider, the operator confirms its mail domain, and people sign in by it, link and unlink it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newBrowser, startOpenid } from '../support/openid.mjs';
import { totp } from '../support/totp.mjs';
import { open, settled, startJourneys } from './browser.mjs';
import { desktop, isForEverybody } from './everybody.mjs';

const { kontor, browser } = await startJourneys({ KONTOR_ALLOWED_ADDRESSES: '127.0.0.0/8' });
const provider = await startOpenid();
after(() => provider.stop());
const { email, password, name, organization_id } = kontor.persons.owner;
const domain = email.split('@')[1];
const here = `/o/${organization_id}/identity-providers`;
const page = await browser.signedIn('owner');
const main = (person) => person.getByRole('main');
const dialog = () => page.getByRole('dialog');

async function come(person, address = '/sign-in') {
  await person.goto(address);
  await person.getByLabel('E-mail address').fill(email);
  await person.getByLabel('Password', { exact: true }).focus();
  await main(person).getByRole('button', { name: 'Sign in with Acme login' }).click();
}

test('an owner adds a provider, and sees that it answers', async () => {
  await open(page, here);
  await main(page).getByText('No identity providers yet').waitFor();
  await isForEverybody(page);
  await main(page).getByRole('button', { name: 'Add identity provider' }).first().click();
  await dialog().getByRole('button', { name: 'Add identity provider' }).click();
  await dialog().getByText('Enter the client id.').waitFor();
  await dialog().getByLabel('Name').fill('Acme login');
  await dialog().getByLabel('Issuer').fill(provider.url);
  await dialog().getByLabel('Client id').fill('kontor');
  await dialog().getByLabel('Client secret').fill('a secret');
  await isForEverybody(page, [desktop]);
  await dialog().getByRole('button', { name: 'Add identity provider' }).click();
  await page.getByRole('heading', { name: 'Acme login' }).waitFor();
  await main(page).getByText('Ready').waitFor();
  assert.match(await main(page).getByLabel('Redirect address', { exact: true }).inputValue(), /\/sign-in\/callback\/idp_\w+$/);
  await main(page).getByLabel('Mail domain').last().fill(domain);
  await main(page).getByRole('button', { name: 'Add mail domain' }).click();
  await main(page).getByRole('table', { name: 'Mail domains' }).getByText('Pending').waitFor();
  await isForEverybody(page);
});

test('the operator confirms the mail domain', async () => {
  const operator = await browser.signedIn('operator');
  await open(operator, `/o/${kontor.persons.operator.organization_id}/operator/mail-domains`);
  await isForEverybody(operator, [desktop]);
  await main(operator).getByRole('button', { name: `Confirm ${domain}` }).click();
  await main(operator).getByText('Confirmed').waitFor();
});

let directory;
async function sendToDirectory(path, body) {
  const headers = { Authorization: `Bearer ${directory.token}`, 'Content-Type': 'application/scim+json' };
  const sent = await fetch(`${directory.address}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  assert.equal(sent.status, 201);
}

test('a directory gets a token, and its groups give the roles that the owner chooses', async () => {
  await open(page, here);
  await main(page).getByRole('button', { name: 'Create a token' }).click();
  await dialog().getByLabel('Name').fill('Entra ID');
  await isForEverybody(page, [desktop]);
  await dialog().getByRole('button', { name: 'Create', exact: true }).click();
  const token = await dialog().getByLabel('Token', { exact: true }).inputValue();
  await dialog().getByRole('checkbox').check();
  await dialog().getByRole('button', { name: 'Done' }).click();
  const address = await main(page).getByLabel('Address for the directory', { exact: true }).inputValue();
  directory = { token, address };
  await sendToDirectory('/Groups', { displayName: 'Buyers' });
  await open(page, here);
  await main(page).getByRole('button', { name: 'Change the roles of Buyers' }).click();
  await dialog().getByLabel('Purchasing').check();
  await isForEverybody(page, [desktop]);
  await dialog().getByRole('button', { name: 'Change roles' }).click();
  await main(page).getByRole('table', { name: 'Groups of the directory' }).getByText('Reports, Purchasing').waitFor();
  await isForEverybody(page);
});

test('whoever types an address of the domain signs in by the provider, and goes on where it was wanted', async () => {
  provider.person = { sub: 'owner', email, email_verified: true, name };
  const person = await browser.person();
  await come(person, '/sign-in?return=/account');
  await person.waitForURL('**/account');
  await settled(person);
  await main(person).getByRole('table', { name: 'Linked accounts' }).getByText('Acme login').waitFor();
  await main(person).getByRole('table', { name: 'Sessions' }).getByText('Acme login').waitFor();
  await isForEverybody(person, [desktop]);
});

test('what the provider says wrongly is told, with a way on', async () => {
  const person = await browser.person();
  provider.lie = { claims: (told) => ({ ...told, nonce: 'another' }) };
  await come(person);
  await person.getByRole('heading', { name: 'You could not be signed in' }).waitFor();
  await main(person).getByText('because of: nonce').waitFor();
  assert.equal(new URL(person.url()).search, '', 'the code is in no address');
  await isForEverybody(person);
  provider.lie = {};
});

test('an account elsewhere is unlinked and linked again', async () => {
  await open(page, '/account');
  await main(page).getByRole('button', { name: 'Unlink Acme login' }).click();
  await dialog().getByRole('button', { name: 'Yes, unlink it' }).click();
  await main(page).getByText('No linked accounts').waitFor();
  await main(page).getByRole('button', { name: 'Link Acme login' }).click();
  await main(page).getByRole('table', { name: 'Linked accounts' }).getByText('Acme login').waitFor();
});

test('whom an owner removed reads at the provider to ask an owner', async () => {
  const dora = `dora@${domain}`;
  await sendToDirectory('/Users', { userName: dora, displayName: 'Dora' });
  const owner = await kontor.signedIn('owner');
  const { body } = await owner.get('/v1/organization/members?q=dora');
  assert.equal((await owner.delete(`/v1/organization/members/${body.items[0].user_id}`)).status, 204);
  provider.person = { sub: 'dora', email: dora, email_verified: true, name: 'Dora' };
  const person = await browser.person();
  await come(person);
  await main(person).getByText(/You were removed from .+\. Ask an owner to invite you\./).waitFor();
  await isForEverybody(person, [desktop]);
  provider.person = { sub: 'owner', email, email_verified: true, name };
});

test('a mail domain by which alone somebody signs in is removed after a confirmation that names them', async () => {
  const [owner, operator] = [await kontor.signedIn('owner'), await kontor.signedIn('operator')];
  const { body } = await owner.get('/v1/identity-providers');
  const asked = await owner.post(`/v1/identity-providers/${body.items[0].id}/mail-domains`, { domain: 'second.test' });
  await operator.post(`/v1/operator/mail-domains/${asked.body.id}/confirmation`);
  await sendToDirectory('/Users', { userName: 'dirk@second.test', displayName: 'Dirk' });
  await open(page, `${here}/${body.items[0].id}`);
  const domains = main(page).getByRole('table', { name: 'Mail domains' });
  await domains.getByRole('button', { name: 'Remove second.test' }).click();
  await isForEverybody(page, [desktop]);
  await dialog().getByRole('button', { name: 'Yes, remove the mail domain' }).click();
  await dialog().getByText('Dirk').waitFor();
  await dialog().getByRole('button', { name: 'Remove it although somebody cannot sign in any more' }).click();
  await domains.getByText('second.test').waitFor({ state: 'detached' });
  await domains.getByText(domain, { exact: true }).waitFor();
});

test('the operator too reads who needs a mail domain before taking it back', async () => {
  const [owner, operator] = [await kontor.signedIn('owner'), await kontor.signedIn('operator')];
  const { body } = await owner.get('/v1/identity-providers');
  const asked = await owner.post(`/v1/identity-providers/${body.items[0].id}/mail-domains`, { domain: 'third.test' });
  await operator.post(`/v1/operator/mail-domains/${asked.body.id}/confirmation`);
  await sendToDirectory('/Users', { userName: 'emil@third.test', displayName: 'Emil' });
  const at = await browser.signedIn('operator');
  await open(at, `/o/${kontor.persons.operator.organization_id}/operator/mail-domains`);
  await main(at).getByRole('button', { name: 'Refuse third.test' }).click();
  await isForEverybody(at, [desktop]);
  await at.getByRole('dialog').getByRole('button', { name: 'Yes, take it back' }).click();
  await at.getByRole('dialog').getByText('Emil').waitFor();
  await at.getByRole('dialog').getByRole('button', { name: 'Remove it although somebody cannot sign in any more' }).click();
  await main(at).getByText('third.test').waitFor({ state: 'detached' });
});

test('a second factor is asked for behind the provider', async () => {
  const elsewhere = newBrowser(kontor);
  await elsewhere.signIn(email, password);
  const device = (await elsewhere.post('/v1/me/second-factors', { name: 'Telephone' })).body;
  await elsewhere.post(`/v1/me/second-factors/${device.id}/confirmation`, { code: totp(device.secret) });
  const person = await browser.person();
  await come(person);
  await person.getByRole('textbox', { name: 'Code' }).fill(totp(device.secret, 1));
  await main(person).getByRole('button', { name: 'Sign in', exact: true }).click();
  await person.getByRole('banner').getByRole('button', { name }).first().waitFor();
});
