// A partner acts for a customer: the customer offers, the partner accepts, acts under a banner and invites; the customer sees it and revokes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, startJourneys } from './browser.mjs';
import { isForEverybody } from './everybody.mjs';

const { kontor, browser } = await startJourneys();
const acme = kontor.persons.owner.organization_id;
const delta = kontor.persons.partner.organization_id;
const main = (page) => page.getByRole('main');
const table = (page, name) => page.getByRole('table', { name });
const owner = await browser.signedIn('owner');
const partner = await browser.signedIn('partner');

test('a customer offers a partner to act for it', async () => {
  await open(partner, `/o/${delta}/customers`);
  await table(partner, 'Customers').getByRole('row', { name: /Newcomer Biotech.*Accepted/ }).waitFor();
  await isForEverybody(partner);
  await open(owner, `/o/${acme}/access`);
  await main(owner).getByText('No partner acts for you').waitFor();
  await main(owner).getByRole('button', { name: 'Let a partner act for you' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Let a partner act for you' });
  await dialog.getByLabel('Tenant ID of the partner').fill('delta');
  await dialog.getByRole('button', { name: 'Offer it' }).click();
  await dialog.getByText('This does not have the right form.').first().waitFor();
  await isForEverybody(owner);
  await dialog.getByLabel('Tenant ID of the partner').fill(delta);
  await dialog.getByLabel('Administrator').check();
  await dialog.getByRole('button', { name: 'Offer it' }).click();
  await table(owner, 'Partners who act for you').getByRole('row', { name: new RegExp(`${delta}.*Offered`) }).waitFor();
});

test('the partner accepts and acts under a banner, in this tab alone', async () => {
  await table(partner, 'Customers').getByRole('row', { name: /Acme Logistics/ }).waitFor(); // the page is live
  await main(partner).getByRole('button', { name: 'Accept to act for Acme Logistics' }).click();
  await partner.getByRole('dialog').getByRole('button', { name: 'Accept', exact: true }).click();
  await main(partner).getByRole('link', { name: 'Act for Acme Logistics' }).click();
  await partner.waitForURL(`**/o/${acme}`);
  await main(partner).getByText('You act for Acme Logistics, through Delta Cloud Partners.').waitFor();
  await partner.getByRole('button', { name: 'Paul Partner acts for Acme Logistics, through Delta Cloud Partners' }).waitFor();
  await isForEverybody(partner);
  const other = await partner.context().newPage();
  await open(other, `/o/${delta}/customers`);
  await table(other, 'Customers').waitFor();
  assert.equal(await main(other).getByText(/You act for Acme/).count(), 0);
  await other.close();
});

test('the partner invites somebody for the customer, and the customer’s log says through whom', async () => {
  await open(partner, `/o/${acme}/members`);
  await main(partner).getByRole('button', { name: 'Invite a member' }).click();
  const dialog = partner.getByRole('dialog', { name: 'Invite a member' });
  await dialog.getByLabel('E-mail address').fill('ida@acme.example');
  assert.equal(await dialog.getByLabel('Administrator').count(), 0);
  assert.equal(await dialog.getByLabel('Purchasing').count(), 0, 'the partner has it not itself');
  await dialog.getByRole('button', { name: 'Invite a member' }).click();
  await table(partner, 'Invitations').getByRole('row', { name: /ida@acme\.example.*Pending/ }).waitFor();
  assert.equal(await main(partner).getByRole('button', { name: /Change the roles|Remove/ }).count(), 0);
  await open(owner, `/o/${acme}/audit-log`);
  await main(owner).getByRole('row', { name: /Invited a member.*Paul Partner.*Delta Cloud Partners|Paul Partner.*Delta Cloud Partners.*Invited a member/ }).first().waitFor();
});

test('once the customer revokes, the partner’s open page says so', async () => {
  await open(owner, `/o/${acme}/access`);
  await main(owner).getByRole('button', { name: 'Revoke that Delta Cloud Partners acts for you' }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await main(partner).getByText('You do not belong to this organization').waitFor();
  await open(partner, `/o/${delta}/customers`);
  await table(partner, 'Customers').getByRole('row', { name: /Acme Logistics.*Revoked/ }).waitFor();
});
