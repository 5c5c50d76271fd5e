/// One mock server and one browser for a file of tests; each test signs in on a fresh page.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { open_browser, signed_in } from '../browser.mjs';
import { start_mock } from '../mock-server.mjs';

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
