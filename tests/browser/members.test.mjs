// Members on their page: an owner changes roles, a colleague loses them on an open page, and ownership changes hands by two.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, startJourneys } from './browser.mjs';
import { isForEverybody } from './everybody.mjs';

const { kontor, browser } = await startJourneys();
const acme = kontor.persons.owner.organization_id;
const inside = (path) => `/o/${acme}${path}`;
const main = (page) => page.getByRole('main');
const row = (page, name) => page.getByRole('table', { name: 'Members' }).getByRole('row', { name });

test('an owner gives a role until a day, and the table says so in words', async () => {
  const page = await browser.signedIn('owner');
  await open(page, inside('/members'));
  await row(page, /Claire Bilan/).getByRole('button', { name: 'Change the roles of Claire Bilan' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the roles of Claire Bilan' });
  await dialog.getByLabel('Profile management').check();
  assert.ok(await dialog.getByLabel('Reports').isDisabled(), 'reports comes along');
  await dialog.getByLabel('Until: Profile management').fill('2099-12-01');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await row(page, /Claire Bilan.*until .*2099/).waitFor();
  const table = main(page).getByRole('group', { name: 'Members' });
  assert.ok(await table.evaluate((one) => one.scrollWidth <= one.clientWidth), 'nothing to scroll sideways');
});

test('Ctrl-K finds members, orders, organizations, and what has an id', async () => {
  const [buyer, operator] = [await browser.signedIn('buyer'), await browser.signedIn('operator')];
  const find = async (page, words, option, address) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill(words);
    await page.getByRole('dialog').getByRole('option', { name: option }).click();
    await page.waitForURL(address);
    await main(page).getByRole('heading', { level: 1 }).waitFor();
  };
  await open(buyer, inside(''));
  await find(buyer, 'claire', /Member, claire|Member, reporter/, /\/members\?q=/);
  await row(buyer, /Claire Bilan/).waitFor();
  const [order] = (await (await kontor.signedIn('buyer')).get('/v1/orders')).body.items;
  await find(buyer, order.product_name, /Ordered on/, /\/orders\/ord_/);
  await find(buyer, order.id, order.id, new RegExp(`/orders/${order.id}`));
  await open(operator, `/o/${kontor.persons.operator.organization_id}`);
  await find(operator, 'acme', /Acme.*Organization/, /\/operator\/organizations\/org_/);
});

test('an owner gives several people a role and takes it again', async () => {
  const page = await browser.signedIn('owner');
  await open(page, inside('/members'));
  const table = page.getByRole('table', { name: 'Members' });
  assert.equal(await table.getByRole('checkbox', { name: 'Select Mira Hafen' }).count(), 0, 'nobody changes the own roles');
  const dialog = page.getByRole('dialog');
  const selectBoth = async () => {
    await table.getByRole('checkbox', { name: /^Select Jan/ }).check();
    await table.getByRole('checkbox', { name: 'Select Claire Bilan' }).check();
  };
  await selectBoth();
  await page.getByRole('button', { name: 'Add a role…' }).click();
  await dialog.getByText(/^2 members: .*Claire Bilan/).waitFor();
  await isForEverybody(page);
  await dialog.getByLabel('Role').selectOption('Administrator');
  await dialog.getByLabel('Until').fill('2098-05-01');
  await dialog.getByRole('button', { name: 'Add the role' }).click();
  await dialog.waitFor({ state: 'detached' });
  for (const name of [/Jan/, /Claire Bilan/]) await row(page, name).getByText(/Administrator until .*2098/).waitFor();
  await page.waitForFunction(() => document.activeElement.id === 'main'); // the button went with what was selected

  await selectBoth();
  await page.getByRole('button', { name: 'Remove a role…' }).click();
  assert.equal(await dialog.getByRole('option', { name: 'Reports' }).count(), 0, 'it comes with their other roles');
  await dialog.getByLabel('Role').selectOption('Administrator');
  await dialog.getByRole('button', { name: 'Remove the role' }).click();
  await dialog.waitFor({ state: 'detached' });
  for (const name of [/Jan/, /Claire Bilan/]) await row(page, name).getByText(/Administrator/).waitFor({ state: 'detached' });
});

test('who cannot be changed is named, and what was chosen stays', async () => {
  const [page, owner] = [await browser.signedIn('owner'), await kontor.signedIn('owner')];
  const { items } = (await owner.get('/v1/organization/members')).body;
  const path = `/v1/organization/members/${items.find(({ name }) => name === 'Claire Bilan').user_id}/roles`;
  await owner.put(path, { roles: [{ role: 'reports' }] });
  await open(page, inside('/members'));
  await row(page, /Claire Bilan/).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Remove a role…' }).click();
  await owner.put(path, { roles: [{ role: 'profile' }] });
  const dialog = page.getByRole('dialog', { name: 'Remove a role' });
  await dialog.getByRole('button', { name: 'Remove the role' }).click();
  await dialog.getByRole('alert').getByText('Claire Bilan: Has other roles, with which Reports comes.').waitFor();
  assert.equal(await dialog.getByLabel('Role').inputValue(), 'reports');
  await dialog.getByRole('button', { name: 'Leave it' }).click();
  assert.ok(await row(page, /Claire Bilan/).getByRole('checkbox').isChecked());
});

test('who loses all roles learns of it on the page that is open', async () => {
  const [owner, buyer] = [await browser.signedIn('owner'), await browser.signedIn('buyer')];
  await open(buyer, inside('/subscriptions'));
  await buyer.getByRole('table', { name: 'Subscriptions' }).waitFor();
  await open(owner, inside('/members'));
  await row(owner, /Jan/).getByRole('button', { name: /Remove all roles/ }).click();
  const dialog = owner.getByRole('dialog', { name: /Remove all roles of Jan/ });
  await dialog.getByText('Orders, subscriptions with their keys').waitFor();
  await dialog.getByRole('button', { name: 'Remove all roles' }).click();
  await main(buyer).getByText('You may not use this page').waitFor();
  await owner.goto(inside('/members?state=without_roles'), { waitUntil: 'load' });
  await row(owner, /Jan/).waitFor();
});

test('one owner asks, the other person accepts', async () => {
  const [owner, reporter] = [await browser.signedIn('owner'), await browser.signedIn('reporter')];
  await open(owner, inside('/members'));
  await owner.getByRole('button', { name: 'Hand over ownership' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Hand over ownership' });
  await dialog.getByLabel('Who becomes an owner').selectOption({ label: 'Claire Bilan (reporter@acme.example)' });
  await dialog.getByRole('button', { name: 'Hand over ownership' }).click();
  await main(owner).getByText('A hand-over of ownership waits').waitFor();
  await open(reporter, inside('/members'));
  await main(reporter).getByRole('button', { name: 'Accept ownership' }).click();
  await reporter.getByRole('dialog').getByRole('button', { name: 'Accept ownership' }).click();
  await main(reporter).getByRole('button', { name: 'Hand over ownership' }).waitFor();
  await main(owner).getByText('A hand-over of ownership waits').waitFor({ state: 'detached' });
});

test('the operator replaces an owner, and the owner objects', async () => {
  const [operator, owner] = [await browser.signedIn('operator'), await browser.signedIn('reporter')];
  await open(operator, `/o/${kontor.persons.operator.organization_id}/operator/organizations?q=acme`);
  await main(operator).getByRole('link', { name: 'Acme Logistics' }).click();
  await main(operator).getByRole('button', { name: 'Replace an owner' }).click();
  const dialog = operator.getByRole('dialog', { name: 'Replace an owner' });
  await dialog.getByLabel('Owner who is lost').selectOption({ label: 'Claire Bilan (reporter@acme.example)' });
  await dialog.getByLabel('Who becomes an owner').selectOption({ index: 1 });
  await dialog.getByLabel('What you checked, and how').fill('Seen in the register of companies.');
  await dialog.getByRole('button', { name: 'Replace the owner' }).click();
  await main(operator).getByText('An owner is replaced').waitFor();
  await open(owner, inside('/members'));
  await main(owner).getByText('Seen in the register of companies.').waitFor();
  await main(owner).getByRole('button', { name: 'Object' }).click();
  await main(owner).getByText('The operator replaces an owner').waitFor({ state: 'detached' });
});
