// Whether everybody can use what a page shows: with eyes that need contrast, a screen reader, a phone, 400 % zoom.
import assert from 'node:assert/strict';
import axe from 'axe-core';

export const desktop = { width: 1280, height: 900 };
export const phone = { width: 360, height: 740 };
const quarter = { width: 320, height: 740 }; // 1280 pixels at 400 %

const colours = ['color-contrast', 'link-in-text-block'];
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const everything = { runOnly: tags };
const onlyColours = { runOnly: colours };
const allButColours = { runOnly: tags, rules: Object.fromEntries(colours.map((rule) => [rule, { enabled: false }])) };

/** No fault in any of the sizes, the first in either theme, and on a phone nothing to scroll sideways. */
export async function isForEverybody(page, sizes = [desktop, phone]) {
  await page.locator('h1').first().waitFor({ state: 'attached' }); // a page that is still coming has none
  const before = page.viewportSize();
  for (const size of sizes) {
    if (size === phone)
      for (const narrow of [quarter, phone]) {
        await page.setViewportSize(narrow);
        assert.deepEqual(await sidewaysFaults(page), [], `${narrow.width} wide`);
      }
    else await page.setViewportSize(size);
    await page.evaluate(() => scrollTo(0, 0)); // the bar at the top half covers what is scrolled below it
    // Between the themes only colours differ, and those not between the sizes: once is enough for them.
    const looks = size === sizes[0] ? [['light', everything], ['dark', onlyColours]] : [['light', allButColours]];
    for (const [theme, rules] of looks) {
      await inTheme(page, theme);
      // Live pages move while axe looks: what it finds must be there at a second look.
      const faults = (await accessibilityFaults(page, rules)).length && await accessibilityFaults(page, rules);
      assert.deepEqual(faults || [], [], `${theme}, ${size.width} wide`);
    }
  }
  await inTheme(page, 'light');
  await page.setViewportSize(before);
}

/** The theme of the system changes under an open page. */
async function inTheme(page, colorScheme) {
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction((scheme) => document.documentElement.dataset.mantineColorScheme === scheme, colorScheme);
}

/** What moves by itself has arrived; what turns for ever does not count. */
function inPlace(page) {
  return page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running'
    || one.effect.getComputedTiming().endTime === Infinity));
}

/** What axe finds on the page as it is now: one line a finding. */
async function accessibilityFaults(page, rules) {
  await inPlace(page);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async (options) =>
    (await window.axe.run({ ...options, resultTypes: ['violations'] })).violations, rules);
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`));
}

/** Whatever sticks out to the right so that the page scrolls sideways: one line an element. */
export async function sidewaysFaults(page) {
  await inPlace(page);
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > width + 1);
    return [`${document.documentElement.scrollWidth} > ${width}`, ...wide.slice(-3).map((one) => one.outerHTML.slice(0, 200))];
  });
}

/** The focus is at a box that must be ticked, which is marked and described by the message. */
export async function isAtMissingTick(page, message) {
  const tick = page.locator('input[type="checkbox"][aria-invalid="true"]:focus:not(:checked)');
  const described = await tick.evaluate((one) => one.getAttribute('aria-describedby').split(' ')
    .map((id) => document.getElementById(id)?.textContent));
  assert.ok(described.includes(message), described.join());
}
