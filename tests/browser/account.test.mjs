// A person's own account: signing in and out, a forgotten password, sessions everywhere.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkFor } from '../support/kontor.mjs';
import { open, signIn, startJourneys } from './browser.mjs';

const { kontor, browser } = await startJourneys();

const CHROME_ON_WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const main = (page) => page.getByRole('main');
const heading = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();
const submit = (page, name) => main(page).getByRole('button', { name, exact: true }).click();

test('a wrong password is told without telling who is known, and what was typed stays', async () => {
  const page = await browser.person();
  await page.goto('/sign-in');
  const told = [];
  for (const email of [kontor.persons.partner.email, 'nobody@nowhere.example']) {
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('Wrong-password-1');
    const answered = page.waitForResponse('**/v1/sessions');
    await submit(page, 'Sign in');
    assert.equal((await answered).status(), 401);
    told.push(await page.getByRole('alert').innerText());
    assert.equal(await page.getByLabel('E-mail address').inputValue(), email);
  }
  assert.equal(told[0], told[1]);
});

test('a mail address that was typed goes along to the next page and back, and stands in no address', async () => {
  const page = await browser.person(), email = 'somebody@acme.example';
  await open(page, '/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  for (const [link, title, field] of [
    ['Forgotten your password?', 'Forgotten your password?', 'E-mail address'], ['Back to sign-in', 'Sign in', 'E-mail address'],
    ['Register your organization', 'Register your organization', 'Work e-mail address'],
  ]) {
    await main(page).getByRole('link', { name: link }).click();
    await heading(page, title);
    assert.equal(await page.getByLabel(field).inputValue(), email);
    assert.ok(!page.url().includes('somebody'));
  }
});

test('signing in leads back to where one was', async () => {
  const page = await browser.person();
  await open(page, '/products/almanac-assistant');
  await page.getByRole('link', { name: 'Sign in to subscribe' }).click();
  const { email, password, name } = kontor.persons.partner;
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await submit(page, 'Sign in');
  await heading(page, 'Almanac Assistant');
  await page.getByRole('banner').getByRole('button', { name }).first().waitFor();
});

test('an address to return to never leads out of the marketplace', async () => {
  const page = await browser.person();
  const { email, password, name } = kontor.persons.partner;
  await page.goto('/sign-in?return=https%3A%2F%2Fevil.example%2F');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await submit(page, 'Sign in');
  await page.getByRole('banner').getByRole('button', { name }).first().waitFor();
  assert.equal(new URL(page.url()).origin, kontor.base_url);
});

test('signing out ends the session in every tab', async () => {
  const page = await browser.person();
  const { name } = kontor.persons.partner;
  await signIn(page, kontor.persons.partner);
  await page.getByRole('banner').getByRole('button', { name, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor();
  await page.goto('/account');
  await heading(page, 'Sign in');
});

test('where one is signed in can be seen, and all others are ended at once', async () => {
  const office = await browser.person({ userAgent: CHROME_ON_WINDOWS });
  await signIn(office, kontor.persons.buyer);
  const home = await browser.person();
  await signIn(home, kontor.persons.buyer);
  await open(home, '/account');
  const sessions = home.getByRole('table', { name: 'Sessions' });
  await sessions.getByRole('row', { name: /Windows/ }).waitFor();
  await sessions.getByRole('row', { name: /this one/ }).waitFor();
  assert.equal(await sessions.getByRole('row').count(), 3);
  await submit(home, 'End all other sessions');
  await sessions.getByRole('row', { name: /Windows/ }).waitFor({ state: 'detached' });
  await office.reload();
  await office.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor();
  await home.reload();
  await sessions.getByRole('row', { name: /this one/ }).waitFor();
});

test('one other session is ended alone', async () => {
  const office = await browser.person({ userAgent: CHROME_ON_WINDOWS });
  await signIn(office, kontor.persons.reporter);
  const home = await browser.person();
  await signIn(home, kontor.persons.reporter);
  await open(home, '/account');
  await home.getByRole('button', { name: /End the session .*Windows/ }).click();
  await home.getByRole('row', { name: /Windows/ }).waitFor({ state: 'detached' });
  await office.reload();
  await office.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor();
});

test('the own name and language are changed and hold at once', async () => {
  const page = await browser.person();
  await signIn(page, kontor.persons.operator);
  await open(page, '/account');
  const form = page.getByRole('region', { name: 'Person' });
  await form.getByLabel('Your name').fill('Ada Marktfrau');
  await form.getByLabel('Language of pages and mails').selectOption('de');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('banner').getByRole('button', { name: 'Ada Marktfrau' }).first().waitFor();
  await page.getByRole('region', { name: 'Person' }).getByRole('button', { name: 'Speichern' }).waitFor();
});

test('pages follow the language of who signs in, unless another one was chosen in that browser', async () => {
  const ada = { ...kontor.persons.operator, name: 'Ada Marktfrau' };
  const fresh = await browser.person();
  await signIn(fresh, ada);
  await fresh.getByRole('banner').getByRole('link', { name: 'Katalog', exact: true }).waitFor();
  await fresh.reload();
  await fresh.getByRole('banner').getByRole('link', { name: 'Katalog', exact: true }).waitFor();
  const chosen = await browser.person();
  await chosen.addInitScript(() => localStorage.setItem('kontor.language', 'en'));
  await signIn(chosen, ada);
  await chosen.getByRole('banner').getByRole('link', { name: 'Catalogue', exact: true }).waitFor();
});

test('a password is changed with the current one, ends other sessions and is told by mail', async () => {
  const { newcomer } = kontor.persons;
  const office = await browser.person();
  await signIn(office, newcomer);
  const page = await browser.person();
  await signIn(page, newcomer);
  await open(page, '/account');
  const form = page.getByRole('region', { name: 'Password' });
  await form.getByLabel('Current password').fill('Wrong-password-1');
  await form.getByLabel('New password').fill('Ein-anderer-Reim-2026');
  await form.getByRole('button', { name: 'Change the password' }).click();
  await form.getByRole('alert').waitFor();
  await form.getByLabel('Current password').fill(newcomer.password);
  await form.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText('Your password is changed').waitFor();
  await office.reload();
  await office.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor();
  await signIn(office, { ...newcomer, password: 'Ein-anderer-Reim-2026' });
});

test('a forgotten password is replaced by a mailed link, which works once', async () => {
  const { owner } = kontor.persons;
  const old = await browser.person();
  await signIn(old, owner);
  const page = await browser.person();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgotten your password?' }).click();
  await heading(page, 'Forgotten your password?'); // the page before has a field of that name too
  await page.getByLabel('E-mail address').fill(owner.email);
  await submit(page, 'Send the link');
  await heading(page, 'Look at your mail');
  await page.getByText('No mail server is set up here.').waitFor();
  const token = await linkFor(kontor, owner.email);
  await page.goto(`/password?token=${token}`);
  await heading(page, 'Choose a new password');
  assert.equal((await kontor.as('owner').get('/v1/organization')).status, 200);
  await page.getByLabel('Revoke my API token too').check();
  await page.getByLabel('New password').fill('Neuer-Kai-am-Wasser-9');
  await page.getByText('The password keeps all rules.').waitFor();
  await submit(page, 'Set the password');
  await heading(page, 'Your password is set');
  assert.equal((await kontor.as('owner').get('/v1/organization')).status, 401);
  await old.reload();
  await old.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor();
  await signIn(page, { ...owner, password: 'Neuer-Kai-am-Wasser-9' });
  await page.goto(`/password?token=${token}`);
  await heading(page, 'This link has been used');
});

test('a link that nobody sent leads to a new one', async () => {
  const page = await browser.person();
  await page.goto('/password?token=kt_link_unknown');
  await main(page).getByRole('heading', { level: 1 }).waitFor();
  await main(page).getByRole('link').first().waitFor();
});
