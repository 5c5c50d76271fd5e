/// One mock server and one browser for a file of tests; each test signs in on a fresh page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before } from 'node:test';
import { open_browser, signed_in } from '../browser.mjs';
import { start_mock } from '../mock-server.mjs';

const axe_path = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const axe_source = readFileSync(axe_path, 'utf8');

/// Call once at the top of a test file.
export function use_world() {
  const held = {};
  before(async () => {
    held.browser = await open_browser();
  });
  after(async () => {
    await held.browser?.close();
  });
  return {
    get browser() {
      return held.browser;
    },
    /// Runs `work` with a page of `user` on a server of its own; no fault may appear on the page.
    async with_page(user, work, options = {}) {
      const mock = await start_mock();
      const page = await signed_in(held.browser, mock.url, user, options);
      page.setDefaultTimeout(8000);
      try {
        await work(page, mock);
        const strange = page.faults.filter((fault) => !/status of (4|5)\d\d/.test(fault));
        assert.deepEqual(strange, [], 'faults on the page');
      } finally {
        await page.context().close();
        await mock.close();
      }
    },
  };
}

/// Every rule of WCAG 2.0 to 2.2 A and AA and of good practice holds on the page as it stands.
export async function expect_accessible(page, place) {
  // Evaluated through the debugger, as the page's own policy lets no foreign script in.
  await page.evaluate(axe_source);
  const found = await page.evaluate(() => window.axe.run(document));
  const told = found.violations.map((one) => {
    const where = one.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`);
    return `${one.id}: ${one.help}\n  ${where.join('\n  ')}`;
  });
  assert.deepEqual(told, [], `axe on ${place}`);
}

/// Nothing sticks out to the side: a phone scrolls down only.
export async function expect_no_sideways_scroll(page, place) {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(over <= 0, `${place} is ${over} pixels wider than the window`);
}
