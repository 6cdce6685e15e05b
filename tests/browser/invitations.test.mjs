// People come and go: an owner invites, somebody new and somebody known accept, a member is removed and the leads handed over.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkFor } from '../support/kontor.mjs';
import { open, settled, startJourneys } from './browser.mjs';
import { desktop, isForEverybody } from './everybody.mjs';

const { kontor, browser } = await startJourneys();
const almanac = kontor.persons.seller.organization_id;
const main = (page) => page.getByRole('main');
const table = (page, name) => page.getByRole('table', { name });
const owner = await browser.signedIn('seller');
let nora;

async function invite(email, roles) {
  await main(owner).getByRole('button', { name: 'Invite a member' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Invite a member' });
  await dialog.getByLabel('E-mail address').fill(email);
  for (const role of roles) await dialog.getByLabel(role, { exact: true }).check();
  await dialog.getByRole('button', { name: 'Invite a member' }).click();
  await dialog.waitFor({ state: 'detached' });
  await table(owner, 'Invitations').getByRole('row', { name: new RegExp(`${email}.*Pending`) }).waitFor();
  return `/invitation#token=${await linkFor(kontor, email)}`;
}

test('an owner invites, and somebody new accepts with a password', async () => {
  await open(owner, `/o/${almanac}/members`);
  await main(owner).getByRole('button', { name: 'Invite a member' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Invite a member' });
  await dialog.getByRole('button', { name: 'Invite a member' }).click();
  await dialog.getByText('Enter an e-mail address.').waitFor();
  await isForEverybody(owner, [desktop]);
  await dialog.getByRole('button', { name: 'Leave it' }).click();
  const address = await invite('nora@almanac.example', ['Offerings']);

  nora = await browser.person();
  await open(nora, address);
  await main(nora).getByRole('heading', { name: 'Join Almanac Intelligence' }).waitFor();
  await main(nora).getByText('nora@almanac.example').waitFor();
  await main(nora).getByLabel('Your name').fill('Nora Neu');
  await main(nora).getByLabel('Password', { exact: true }).fill('Nora-Neu-123456');
  await main(nora).getByRole('button', { name: 'Accept the invitation' }).click();
  await main(nora).getByText('The password does not keep all rules.').waitFor();
  await isForEverybody(nora);
  await main(nora).getByLabel('Password', { exact: true }).fill('Richtig-Kamel-9');
  await main(nora).getByRole('button', { name: 'Accept the invitation' }).click();
  await main(nora).getByRole('link', { name: 'Go to Almanac Intelligence' }).click();
  await nora.waitForURL(`**/o/${almanac}`);
  await table(owner, 'Members').getByRole('row', { name: /Nora Neu/ }).waitFor(); // the page is live
});

test('somebody with an account signs in as the one who was invited, and accepts', async () => {
  const address = await invite(kontor.persons.reporter.email, ['Offerings']);
  const page = await browser.signedIn('buyer');
  await open(page, address);
  await main(page).getByText(`You are signed in as ${kontor.persons.buyer.email}`).waitFor();
  await main(page).getByRole('button', { name: 'Sign out and go on' }).click();
  await main(page).getByText('You have an account already').waitFor();
  assert.equal(await main(page).getByLabel('E-mail address').inputValue(), kontor.persons.reporter.email);
  await main(page).getByLabel('Password', { exact: true }).fill(kontor.persons.reporter.password);
  await main(page).getByRole('button', { name: 'Sign in' }).click();
  await main(page).getByRole('button', { name: 'Accept the invitation' }).click();
  await main(page).getByRole('heading', { name: 'You are a member of Almanac Intelligence' }).waitFor();
});

test('an invitation is renewed and withdrawn, and its links say so', async () => {
  const address = await invite('otto@almanac.example', []);
  const row = table(owner, 'Invitations').getByRole('row', { name: /otto@almanac/ });
  await row.getByRole('button', { name: 'Renew the invitation to otto@almanac.example' }).click();
  const page = await browser.person();
  await owner.getByText('The invitation to otto@almanac.example is on its way.').first().waitFor();
  await open(page, address);
  await main(page).getByRole('heading', { name: 'There is a newer invitation' }).waitFor();
  await row.getByRole('button', { name: 'Withdraw the invitation to otto@almanac.example' }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Withdraw the invitation' }).click();
  await table(owner, 'Invitations').getByRole('row', { name: /otto@almanac.*Withdrawn/ }).waitFor();
  await page.reload();
  await main(page).getByRole('heading', { name: 'This invitation was withdrawn' }).waitFor();
});

test('a member is removed in two steps, and a colleague takes the leads over', async () => {
  const seller = kontor.as('seller');
  const { items } = (await seller.get('/v1/organization/members')).body;
  const { user_id } = items.find(({ email }) => email === 'nora@almanac.example');
  const [lead] = (await seller.get('/v1/leads')).body.items;
  assert.equal((await seller.patch(`/v1/leads/${lead.id}`, { assigned_to: user_id })).status, 200);

  await settled(nora);
  await table(owner, 'Members').getByRole('button', { name: 'Remove Nora Neu from the organization' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Remove Nora Neu' });
  await dialog.getByText('1 open lead').waitFor();
  await dialog.getByLabel('Hand the leads over to').selectOption({ label: `${kontor.persons.reporter.name} (${kontor.persons.reporter.email})` });
  await isForEverybody(owner);
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByText('the account is closed').waitFor();
  await dialog.getByRole('button', { name: 'Remove the member' }).click();
  await dialog.waitFor({ state: 'detached' });
  await table(owner, 'Members').getByRole('row', { name: /Nora Neu/ }).waitFor({ state: 'detached' });

  await nora.goto(`/o/${almanac}/leads`);
  await nora.getByRole('heading', { name: 'Sign in' }).waitFor();
  await open(owner, `/o/${almanac}/leads/${lead.id}`);
  await main(owner).getByText(kontor.persons.reporter.name).first().waitFor();
});
