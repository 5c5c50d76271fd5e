/// Pictures of every view, wide, dark and on a phone, for people to look at: npm run shots
import { mkdirSync } from 'node:fs';
import { open_browser, signed_in } from './browser.mjs';
import { start_mock } from './mock-server.mjs';

const out = new URL('./shots/', import.meta.url).pathname;
mkdirSync(out, { recursive: true });
const mock = await start_mock();
const browser = await open_browser();

const views = {
  work: '/',
  cases: '/cases',
  case: '/cases/17',
  new: '/cases/new',
  due: '/due',
  audit: '/audit',
  index: '/index',
  mail: '/mail',
};
const sizes = {
  wide: { viewport: { width: 1360, height: 900 } },
  dark: { viewport: { width: 1360, height: 900 }, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 } },
};
for (const [size, options] of Object.entries(sizes)) {
  const page = await signed_in(browser, mock.url, 'tuan', options);
  for (const [name, path] of Object.entries(views)) {
    await page.goto(mock.url + path);
    await page.locator('h1').waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${out}${name}-${size}.png`, fullPage: true });
  }
  await page.context().close();
}
await browser.close();
await mock.close();
console.log(`pictures in ${out}`);
