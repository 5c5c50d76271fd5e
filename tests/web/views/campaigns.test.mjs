/// Campaigns: the list, one campaign in numbers, its child cases, and the ways between them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expect_accessible } from '../accessible.mjs';
import { use_world } from './world.mjs';

const world = use_world();

test('the menu leads to the campaigns and from there to one', async () => {
  await world.with_page('tuan', async (page) => {
    await page.getByRole('link', { name: 'Đợt công việc' }).click();
    await page.getByRole('heading', { name: 'Đợt công việc' }).waitFor();
    await page.getByText('Đã kết thúc 10%').waitFor();
    await page.getByText('4/37 hồ sơ').waitFor();
    await page.getByText('7 hồ sơ quá hạn').waitFor();
    // Each line opens its own campaign, wherever one clicks on it.
    await page.locator('.campaign').first().click();
    await page.getByRole('table', { name: 'Theo cơ quan' }).waitFor();
    assert.match(page.url(), /\/campaigns\/21$/);
  });
});

test('one campaign tells its stages and agencies in numbers', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await page.goto(`${mock.url}/campaigns/21`);
    const stages = page.getByRole('table', { name: 'Theo giai đoạn' });
    await stages.waitFor();
    const last = await stages.getByRole('row').last().locator('th, td').allTextContents();
    assert.deepEqual(last, ['Đã kết thúc', '4', '0', '4', '0']);
    const agencies = page.getByRole('table', { name: 'Theo cơ quan' });
    assert.equal(await agencies.getByRole('row').count(), 4);
    await page.getByText('Thư đôn đốc đã lập (1)').click();
    await page.getByText('đã gửi').waitFor();
    await expect_accessible(page, 'an open campaign');
    await page.getByRole('button', { name: /English/ }).click();
    await page.getByRole('table', { name: 'By agency' }).waitFor();
  });
});

test('the child cases come page by page, or only those that are late', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await page.goto(`${mock.url}/campaigns/21`);
    const rows = page.locator('.rows > li');
    await rows.nth(24).waitFor();
    assert.equal(await rows.count(), 25);
    await page.getByRole('button', { name: 'Trang sau' }).click();
    await page.locator('a[href="/cases/30"]').waitFor();
    assert.equal(await rows.count(), 12);
    await page.getByRole('button', { name: 'Chỉ hồ sơ quá hạn' }).click();
    await page.locator('a[href="/cases/60"]').waitFor();
    assert.equal(await rows.count(), 7);
  });
});

test('a parent leads to its campaign, a child to its parent', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await page.goto(`${mock.url}/campaigns/21?overdue=true`);
    await page.locator('a[href="/cases/60"]').click();
    await page.getByRole('link', { name: 'Hồ sơ số 21' }).click();
    await page.getByRole('link', { name: 'Tiến độ các hồ sơ con' }).click();
    await page.getByRole('link', { name: 'Đến hồ sơ mẹ #21' }).waitFor();
  });
});

test('an act that opened many cases leads to their progress', async () => {
  await world.with_page('tuan', async (page, mock) => {
    mock.world.opened_count = 3;
    await page.goto(`${mock.url}/cases/21`);
    await page.getByRole('button', { name: 'Rút một dòng', exact: true }).click();
    const form = page.locator('.action-form');
    await form.getByLabel('Dòng của danh sách').selectOption('1');
    await form.getByRole('button', { name: 'Rút một dòng' }).click();
    await page.getByRole('link', { name: 'Đã mở 3 hồ sơ con; xem tiến độ' }).click();
    await page.getByRole('table', { name: 'Theo giai đoạn' }).waitFor();
  });
});

test('work of one campaign stands together, folded, under its most urgent case', async () => {
  await world.with_page('tuan', async (page, mock) => {
    mock.world.of_campaign = [12, 22, 23];
    await page.goto(mock.url);
    const family = page.locator('.family');
    const summary = family.locator('summary');
    await summary.getByText('3 hồ sơ').waitFor();
    assert.match(await summary.innerText(), /−2 ngày[^]*1 hồ sơ quá hạn[^]*Hạn 19\/11\/2026/);
    const first = page.getByRole('region', { name: /Quá hạn 1/ });
    assert.equal(await first.locator('.family').count(), 1);
    assert.equal(await page.locator('a[href="/cases/23"]').isVisible(), false);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    assert.equal(await page.evaluate(() => document.activeElement?.closest('details')), null);
    await summary.click();
    await page.locator('a[href="/cases/23"]').waitFor();
    await expect_accessible(page, 'work of a campaign');
    await page.getByRole('button', { name: /^Còn lại/ }).click();
    await summary.getByText('2 hồ sơ').waitFor();
  });
});

test('a case that opened none says so', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await page.goto(`${mock.url}/campaigns/17`);
    await page.getByText('Hồ sơ số 17 chưa mở hồ sơ con nào.').waitFor();
  });
});
