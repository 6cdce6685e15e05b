// Chromium for the journeys: a person is a context of their own, and every page tells its faults.
//
//     const { kontor, browser } = await startJourneys();
//     test('…', async () => {
//       const page = await browser.person();         // { locale, colorScheme, viewport, … } as Playwright has them
//       const buyer = await browser.signedIn('buyer');
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { startKontor } from '../support/kontor.mjs';

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

// A loaded machine is slow; nothing here measures time.
const PATIENCE = 60_000;

/**
 * A marketplace with the settings (and more on its command line) and a browser for the tests of a file. Both are stopped after the last test; the file
 * fails if a page had an error or broke its policy.
 */
export async function startJourneys(settings = {}, more = []) {
  const kontor = await startKontor(settings, more);
  const browser = await startBrowser(kontor).catch(async (error) => {
    await kontor.stop();
    throw error;
  });
  after(async () => {
    try {
      await browser.stop();
    } finally {
      await kontor.stop();
    }
  });
  return { kontor, browser };
}

async function startBrowser(kontor) {
  const chrome = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });
  const faults = [];
  /** A person before an own browser: cookies and storage are nobody else's. */
  const person = async (options = {}) => {
    const context = await chrome.newContext({ baseURL: kontor.base_url, locale: 'en-GB', colorScheme: 'light',
      reducedMotion: 'reduce', viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
    context.setDefaultTimeout(PATIENCE);
    await context.addInitScript(() => document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} forbids ${event.blockedURI}`)));
    context.on('page', (page) => watch(page, faults));
    return context.newPage();
  };
  return {
    person,
    /** Somebody of the demo with a session, where signing in is not what is tested. */
    async signedIn(name, options) {
      const page = await person(options);
      const { email, password } = kontor.persons[name];
      assert.equal((await page.request.post('/v1/sessions', { data: { email, password } })).status(), 201);
      return page;
    },
    async stop() {
      await chrome.close();
      assert.deepEqual(faults, [], 'errors of pages');
    },
  };
}

function watch(page, faults) {
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.stack}`));
  page.on('console', (message) => {
    // A refused answer (a wrong password, a page that is not there) is part of the journeys.
    const isAnswer = /^Failed to load resource: the server responded with a status of 4/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !isAnswer) faults.push(`${page.url()}: ${message.text()}`);
  });
}

/** Signs in by the page, and waits until the person's menu is there. */
export async function signIn(page, { email, password, name }) {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('banner').getByRole('button', { name }).first().waitFor();
}

/** Goes to an address and waits until nothing is loading any more. */
export async function open(page, address) {
  await page.goto(address);
  await settled(page);
}

/** Nothing is loading any more. */
export async function settled(page) {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(() => !document.querySelector(
    '[aria-busy="true"], [data-loading="true"], [aria-label^="Loading"], [class*="Skeleton-root"]'));
}
