/// Pictures of every view, wide, dark and on a phone, for people to look at: npm run shots
/// (of a real server with TRINH_URL, TRINH_USER, TRINH_CASE; of the mock server without).
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { open_browser, signed_in } from './browser.mjs';
import { start_mock } from './mock-server.mjs';

const { TRINH_URL, TRINH_USER = 'tuan', TRINH_CASE = '17' } = process.env;
const out = fileURLToPath(new URL('./shots/', import.meta.url));
mkdirSync(out, { recursive: true });
const mock = TRINH_URL ? null : await start_mock();
const url = TRINH_URL ?? mock.url;
const browser = await open_browser();

const views = {
  work: '/',
  cases: '/cases',
  case: `/cases/${TRINH_CASE}`,
  tables: '/cases/21',
  campaigns: '/campaigns',
  campaign: '/campaigns/21',
  new: '/cases/new',
  due: '/due?from=2023-04-14&period=15+days',
  forms: '/forms',
  audit: '/audit',
  index: '/index',
  rounds: '/index?part=rounds',
  outlook: '/index?part=outlook',
  forecast: '/index?part=forecast',
  frozen: '/index?part=frozen',
  mail: '/mail',
};
const sizes = {
  wide: { viewport: { width: 1360, height: 900 } },
  dark: { viewport: { width: 1360, height: 900 }, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 } },
};
for (const [size, options] of Object.entries(sizes)) {
  const page = await signed_in(browser, url, TRINH_USER, options);
  for (const [name, path] of Object.entries(views)) {
    await page.goto(url + path);
    await page.locator('h1').waitFor();
    await page.waitForLoadState('networkidle');
    if (name === 'due') await page.locator('form button[type=submit]').click();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${out}${name}-${size}.png`, fullPage: name !== 'audit' });
  }
  await page.context().close();
}
await browser.close();
await mock?.close();
console.log(`pictures in ${out}`);
