/// Work, all cases, opening a case, the trail, the index, mail and due dates.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expect_accessible } from '../accessible.mjs';
import { use_world } from './world.mjs';

const world = use_world();

test('my work stands in groups by remaining working days, with reasons', async () => {
  await world.with_page('hoa', async (page) => {
    const groups = await page.locator('.group-title').allInnerTexts();
    assert.deepEqual(
      groups.map((text) => text.trim()),
      [
        'Quá hạn 1',
        'Đến hạn hôm nay 1',
        'Còn không quá 3 ngày làm việc 2',
        'Còn lại 2',
        'Chưa có hạn 1',
      ],
    );
    const first = await page.locator('.row').first().innerText();
    assert.match(first, /−2 ngày/);
    assert.match(first, /Hạn 19\/11\/2026/);
    assert.match(first, /15 ngày kể từ ngày nhận đủ hồ sơ/);
    assert.match(first, /Chưa kiểm chứng/);
  });
});

test('search finds without accents, and the filters stay in the address', async () => {
  await world.with_page('hoa', async (page) => {
    await page.getByRole('searchbox').fill('day them');
    await page.getByText('Đến hạn hôm nay').first().waitFor();
    assert.equal(await page.locator('.row').count(), 2);
    await page.getByRole('button', { name: /^Còn lại/ }).click();
    assert.equal(await page.locator('.row').count(), 1);
    await page.reload();
    await page.locator('.row').first().waitFor();
    assert.equal(await page.locator('.row').count(), 1);
    await page.getByRole('searchbox').fill('không có gì như vậy');
    await page.getByText('Không có việc nào phù hợp với bộ lọc.').waitFor();
  });
});

test('the keyboard searches, walks through rows and opens them', async () => {
  await world.with_page('hoa', async (page) => {
    await page.locator('.row').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('dat');
    assert.equal(await page.getByRole('searchbox').inputValue(), 'dat');
    await page.getByRole('searchbox').fill('');
    await page.locator('h1').click();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/cases\/12$/);
    await page.keyboard.press('2');
    await page.waitForURL(/\/cases$/);
  });
});

test('"back" returns to the same place of the list', async () => {
  await world.with_page('hoa', async (page) => {
    await page.getByRole('link', { name: 'Hồ sơ', exact: true }).click();
    const row = page.locator('.row').nth(20);
    await row.scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    await row.locator('[data-row]').click();
    await page.getByRole('heading', { name: 'Việc cần làm' }).waitFor();
    await page.goBack();
    await row.waitFor();
    assert.ok(before > 300);
    await page.waitForFunction((wanted) => Math.abs(scrollY - wanted) < 5, before);
  });
});

test('all cases come page by page', async () => {
  await world.with_page('hoa', async (page, mock) => {
    await page.goto(`${mock.url}/cases`);
    await page.locator('.row').first().waitFor();
    assert.equal(await page.locator('.row').count(), 25);
    await page.getByRole('button', { name: 'Trang sau' }).click();
    await page.waitForURL(/below=/);
    await page.getByRole('link', { name: /./, exact: false }).first().waitFor();
    await page.waitForFunction(() => document.querySelectorAll('.row').length === 15);
    await page.getByRole('button', { name: 'Đã kết thúc' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.row').length === 4);
  });
});

test('a case is opened; a refusal keeps the form', async () => {
  await world.with_page('lan', async (page, mock) => {
    await page.goto(`${mock.url}/cases`);
    await page.getByRole('link', { name: 'Mở hồ sơ mới' }).click();
    await page.getByLabel('Tên dự thảo văn bản').fill('   ');
    await page.getByLabel('Cơ quan chủ trì soạn thảo').selectOption('so-gtvt');
    await page.getByRole('button', { name: 'Mở hồ sơ', exact: true }).click();
    await page.getByText('Chưa nhập tên dự thảo.').waitFor();
    assert.equal(await page.getByLabel('Cơ quan chủ trì soạn thảo').inputValue(), 'so-gtvt');

    await page.getByLabel('Tên dự thảo văn bản').fill('Quyết định về bến xe');
    await page.getByRole('button', { name: 'Mở hồ sơ', exact: true }).click();
    await page.waitForURL(/\/cases\/9\d\d$/);
    await page.getByRole('heading', { name: 'Quyết định về bến xe' }).waitFor();
  });
});

test('the trail is filtered, opened, continued and verified', async () => {
  await world.with_page('an', async (page, mock) => {
    await page.goto(`${mock.url}/audit?case=12`);
    await page.locator('.entry').first().waitFor();
    assert.equal(await page.locator('.entry').count(), 14);
    await page.getByRole('button', { name: 'Xóa bộ lọc' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.entry').length === 50);
    await page.getByRole('button', { name: 'Xem thêm' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.entry').length === 100);
    await page.locator('.entry summary').first().click();
    await page.getByText('appraisal-ppc-decision@').first().waitFor();
    await page.getByRole('button', { name: 'Kiểm tra tính toàn vẹn' }).click();
    await page.getByText('Nhật ký toàn vẹn').waitFor();
  });
});

test('a number of the index opens into its cases', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await page.goto(`${mock.url}/index`);
    await page.getByRole('button', { name: 'Xem tiêu chí: 2.1' }).click();
    await page.getByRole('button', { name: 'Xem hồ sơ: 2.1.2' }).click();
    const rows = page.getByRole('table').getByRole('row');
    await rows.nth(3).waitFor();
    assert.match(await rows.nth(3).innerText(), /Không\s+Trễ 2 ngày làm việc/);
    await rows.nth(1).getByRole('link').click();
    await page.waitForURL(/\/cases\/\d+$/);
  });
});

test('ticked cases show at once what they would change', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await page.goto(`${mock.url}/index`);
    await page.getByRole('button', { name: 'Nếu hoàn thành' }).click();
    const sent = page.waitForRequest(/what-if$/);
    await page.getByRole('checkbox').first().check();
    assert.deepEqual(JSON.parse((await sent).postData()).cases, [17]);
    await page.getByText('thành phần 2 tăng 0,75 điểm').waitFor();
    await page.getByRole('checkbox').first().uncheck();
    await page.getByText('thành phần 2 tăng 0,75 điểm').waitFor({ state: 'detached' });
  });
});

test('a round shows self and reviewed score side by side', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await page.goto(`${mock.url}/index?part=rounds`);
    const appraisal = page.getByRole('row', { name: /2\.1 .*Thẩm định dự thảo/ });
    assert.match(await appraisal.innerText(), /2,5\s+2,5\s+2\s+2/);
    await page.getByText('thời hạn tính lại').waitFor();
  });
});

test('mail shows what failed, to those who may see it', async () => {
  await world.with_page('tuan', async (page) => {
    await page.getByRole('link', { name: 'Thư đi' }).click();
    await page.getByText('Tổng hợp công việc buổi sáng').waitFor();
    await page.getByRole('button', { name: 'không gửi được' }).click();
    await page.getByText('451 thử lại sau').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('.letter').length === 1);
    const sent = page.waitForRequest(/\/api\/mail\/2\/retry$/);
    await page.getByRole('button', { name: 'Gửi lại' }).click();
    await sent;
  });
  await world.with_page('hoa', async (page) => {
    assert.equal(await page.getByRole('link', { name: 'Thư đi' }).count(), 0);
  });
});

test('a due date comes with its steps and can be passed on by its address', async () => {
  await world.with_page('hoa', async (page, mock) => {
    await page.goto(`${mock.url}/due`);
    await page.getByLabel('Ngày làm mốc').fill('2023-04-14');
    await page.getByLabel('Số lượng').fill('15');
    await page.getByRole('button', { name: 'Tính', exact: true }).click();
    await page.getByText('04/05/2023', { exact: true }).first().waitFor();
    await page.getByText('thứ Năm, 04/05/2023').waitFor();
    await page.getByText('Chuyển đến', { exact: true }).waitFor();
    assert.equal(new URL(page.url()).searchParams.get('period'), '15 days');
    await page.reload();
    assert.equal(await page.getByLabel('Ngày làm mốc').inputValue(), '2023-04-14');
  });
});

test('a wrong password is told; signing out leaves nothing behind', async () => {
  await world.with_page('hoa', async (page) => {
    await page.locator('.account > summary').click();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByLabel('Tên đăng nhập').fill('hoa');
    await page.locator('input[type=password]').fill('sai');
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByText('Tên đăng nhập hoặc mật khẩu không đúng.').waitFor();
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  });
});

test('a register of a period is saved under the name that the server gives it', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await page.goto(`${mock.url}/forms?from=2023-01-01&to=2023-12-31`);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải “Sổ văn bản đến” dạng XLSX' }).click();
    const file = await saved;
    assert.equal(file.suggestedFilename(), 'Sổ – incoming-texts.xlsx');
    assert.equal(await page.getByText('Báo cáo thẩm định').count(), 0);
  });
});

test('a form of a case that does not add up says which rows', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await page.goto(`${mock.url}/cases/17`);
    mock.world.fault = new mock.Refused(409, 'conflict', 'Rows: case 3.', 'Các dòng: hồ sơ số 3.');
    await page.getByRole('button', { name: 'Tải “Báo cáo thẩm định” dạng DOCX' }).click();
    await page.getByText('Các dòng: hồ sơ số 3.').waitFor();
    await expect_accessible(page, 'a refused form');
  });
});
