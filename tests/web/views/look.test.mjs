/// Every view, light and dark, wide and on a phone, in both languages: accessible, within the
/// window, under the strict policy without a fault.
import { test } from 'node:test';
import { expect_accessible, expect_no_sideways_scroll } from '../accessible.mjs';
import { use_world } from './world.mjs';

const world = use_world();
const views = ['/', '/cases', '/cases/17', '/cases/21', '/cases/70', '/cases/new', '/campaigns',
  '/campaigns/21', '/due', '/forms', '/audit', '/index',
  '/index?part=rounds', '/index?part=outlook', '/index?part=forecast', '/index?part=frozen'];
const looks = {
  'wide and light': { viewport: { width: 1360, height: 900 }, colorScheme: 'light' },
  'wide and dark': { viewport: { width: 1360, height: 900 }, colorScheme: 'dark' },
  'a phone': { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true },
};

async function open(page, url) {
  await page.goto(url);
  await page.locator('h1').waitFor();
  await page.waitForLoadState('networkidle');
}

for (const [look, options] of Object.entries(looks)) {
  test(`every view is accessible: ${look}`, async () => {
    await world.with_page(
      'tuan',
      async (page, mock) => {
        for (const view of [...views, '/mail', '/nowhere']) {
          await open(page, mock.url + view);
          await expect_accessible(page, `${view}, ${look}`);
          await expect_no_sideways_scroll(page, `${view}, ${look}`);
        }
      },
      options,
    );
  });
}

test('what opens inside the views is accessible too', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await open(page, `${mock.url}/cases/17`);
    await page.getByRole('button', { name: 'Phân công chuyên viên', exact: true }).click();
    await page.getByRole('button', { name: 'Vì sao: Tiếp nhận hồ sơ' }).click();
    await page.getByRole('button', { name: /^Ghi nhận: Bản tổng hợp/ }).click();
    await page.getByText('dossier.complete').first().waitFor();
    await page.getByText('Thời hạn đã qua').click();
    await expect_accessible(page, 'an open case');

    await open(page, `${mock.url}/index`);
    await page.getByRole('button', { name: 'Xem tiêu chí: 2.1' }).click();
    await page.getByRole('button', { name: 'Xem hồ sơ: 2.1.2' }).click();
    await page.getByRole('table').waitFor();
    await expect_accessible(page, 'an open criterion');

    await open(page, `${mock.url}/audit`);
    await page.getByRole('button', { name: 'Kiểm tra tính toàn vẹn' }).click();
    await page.getByText('Toàn bộ 120 mục').waitFor();
    await page.locator('.entry summary').first().click();
    await expect_accessible(page, 'an open entry');

    await page.locator('.account > summary').click();
    await expect_accessible(page, 'the account sheet');
  });
});

test('the sign-in form is accessible in both languages', async () => {
  await world.with_page('tuan', async (page, mock) => {
    const fresh = await world.browser.newPage();
    await fresh.goto(mock.url);
    await fresh.getByLabel('Tên đăng nhập').waitFor();
    await expect_accessible(fresh, 'sign in');
    await fresh.getByRole('button', { name: /English/ }).click();
    await fresh.getByLabel('User name').waitFor();
    await expect_accessible(fresh, 'sign in, English');
    await fresh.close();
  });
});

test('English reaches every view and is remembered', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await page.getByRole('button', { name: /English/ }).click();
    await page.getByRole('heading', { name: 'My work' }).waitFor();
    await open(page, `${mock.url}/cases/17`);
    await page.getByRole('heading', { name: 'What you can do' }).waitFor();
    await page.getByText('The dossier is incomplete (Article 130.2)').waitFor();
    await expect_accessible(page, 'a case in English');
  });
});
