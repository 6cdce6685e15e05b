// Roles are asked for where they lack, and given or declined on the page of the members.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, startJourneys } from './browser.mjs';
import { isForEverybody } from './everybody.mjs';

const { kontor, browser } = await startJourneys();
const acme = kontor.persons.owner.organization_id;
const inside = (path) => `/o/${acme}${path}`;
const main = (page) => page.getByRole('main');
const requests = (page) => page.getByRole('table', { name: 'Requests for roles' });

/** Asks on the page that is open; what opens can be used by everybody. */
async function ask(page, button, reason, role) {
  await main(page).getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog', { name: button });
  if (role) await dialog.getByLabel('Role').selectOption({ label: role });
  await isForEverybody(page);
  await dialog.getByLabel('What you need it for').fill(reason);
  await dialog.getByRole('button', { name: 'Ask for it' }).click();
}

test('who is refused a page asks for its role, and the page opens as soon as it is given', async () => {
  const [reporter, owner] = [await browser.signedIn('reporter'), await browser.signedIn('owner')];
  await open(owner, inside(''));
  await open(reporter, inside('/audit-log'));
  await ask(reporter, 'Ask for the role Administrator', 'I look after the people of Hamburg.');
  await main(reporter).getByText('You asked for the role Administrator.').waitFor();
  assert.equal(await main(reporter).getByRole('button', { name: /^Ask for/ }).count(), 0);
  await isForEverybody(reporter);

  await owner.getByRole('button', { name: /^News: / }).click();
  await owner.getByRole('link', { name: 'Members who ask for roles: 1' }).waitFor();
  await owner.keyboard.press('Escape');
  await main(owner).getByRole('link', { name: 'Decide on 1 request' }).click();
  await requests(owner).getByText('I look after the people of Hamburg.').waitFor();
  await isForEverybody(owner);
  await requests(owner).getByRole('button', { name: 'Give Claire Bilan the role Administrator' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Give Claire Bilan the role Administrator' });
  await dialog.getByLabel('Until').fill('2099-12-01');
  await isForEverybody(owner);
  await dialog.getByRole('button', { name: 'Give the role' }).click();
  await owner.getByRole('table', { name: 'Members' }).getByRole('row', { name: /Claire Bilan.*Administrator until .*2099/ }).waitFor();
  await requests(owner).waitFor({ state: 'detached' });
  await main(reporter).getByRole('heading', { level: 1, name: 'Audit log' }).waitFor();
});

test('a request is taken back, or declined with a reason that the person reads', async () => {
  const [buyer, owner] = [await browser.signedIn('buyer'), await browser.signedIn('owner')];
  await open(owner, inside('/members'));
  await open(buyer, inside('/members'));
  await ask(buyer, 'Ask for a role', 'To keep our address right.', 'Profile management');
  await main(buyer).getByRole('button', { name: 'Withdraw the request for the role Profile management' }).click();
  await main(buyer).getByText('You asked for the role').waitFor({ state: 'detached' });
  await ask(buyer, 'Ask for a role', 'To keep our address right, again.', 'Profile management');
  await requests(owner).getByRole('button', { name: /^Decline the role Profile management for Jan/ }).click();
  const dialog = owner.getByRole('dialog', { name: /^Decline the role Profile management for Jan/ });
  await isForEverybody(owner);
  await dialog.getByLabel('Reason').fill('Petra does that.');
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await main(buyer).getByText(/declined to give you the role Profile management: Petra does that\./).waitFor();
  await isForEverybody(buyer);
  await main(buyer).getByRole('button', { name: 'Ask for a role' }).waitFor();
});

test('what one may not do on a page is asked for there', async () => {
  const reporter = await browser.signedIn('reporter');
  for (const [path, role] of [['/request/almanac-studio', 'Purchasing'], ['/become-a-seller', 'Profile management']]) {
    await open(reporter, inside(path));
    await ask(reporter, `Ask for the role ${role}`, 'For Hamburg.');
    await main(reporter).getByText(`You asked for the role ${role}.`).waitFor();
    await isForEverybody(reporter);
  }
});

test('who has no roles at all asks for the one that is wanted', async () => {
  const [buyer, owner] = [await browser.signedIn('buyer'), await kontor.signedIn('owner')];
  const { items } = (await owner.get('/v1/organization/members?q=buyer@')).body;
  assert.equal((await owner.put(`/v1/organization/members/${items[0].user_id}/roles`, { roles: [] })).status, 200);
  await open(buyer, inside('/members'));
  await main(buyer).getByText('You may not use this page').waitFor();
  await ask(buyer, 'Ask for a role', 'I order for Hamburg.', 'Purchasing');
  await main(buyer).getByText('You asked for the role Purchasing.').waitFor();
  const [request] = (await owner.get('/v1/organization/role-requests?state=pending')).body.items;
  assert.equal(request.role, 'purchasing');
  await owner.post(`/v1/organization/role-requests/${request.id}/approval`, {});
  await buyer.getByRole('table', { name: 'Members' }).waitFor();
});

test('a role that has an end is asked for longer', async () => {
  const [buyer, owner] = [await browser.signedIn('buyer'), await kontor.signedIn('owner')];
  const { items } = (await owner.get('/v1/organization/members?q=buyer@')).body;
  const roles = [{ role: 'purchasing', ends_at: '2099-12-01T12:00:00Z' }];
  assert.equal((await owner.put(`/v1/organization/members/${items[0].user_id}/roles`, { roles })).status, 200);
  await open(buyer, inside('/members'));
  const row = buyer.getByRole('table', { name: 'Members' }).getByRole('row', { name: /^Jan.*Purchasing/ });
  await row.getByText(/Purchasing until .*2099/).waitFor();
  await main(buyer).getByRole('button', { name: 'Ask for a role' }).click();
  const dialog = buyer.getByRole('dialog', { name: 'Ask for a role' });
  await dialog.getByLabel('Role').selectOption({ label: 'Purchasing' });
  await dialog.getByText(/You have it until .*2099; ask for longer\./).waitFor();
  await dialog.getByLabel('What you need it for').fill('Hamburg goes on.');
  await dialog.getByRole('button', { name: 'Ask for it' }).click();
  await main(buyer).getByText('You asked for the role Purchasing.').waitFor();
  const [request] = (await owner.get('/v1/organization/role-requests?state=pending')).body.items;
  assert.equal((await owner.post(`/v1/organization/role-requests/${request.id}/approval`, {})).status, 200);
  await row.getByText('until').waitFor({ state: 'detached' });
});

test('an owner, who may do everything there, is offered no role', async () => {
  const page = await browser.signedIn('owner');
  await open(page, inside('/members'));
  assert.equal(await main(page).getByRole('button', { name: /^Ask for/ }).count(), 0);
});
