/// Tables of a case, the choice of a row, and many rows from CSV.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { expect_accessible, expect_no_sideways_scroll } from '../accessible.mjs';
import { agencies } from '../mock/people.mjs';
import { use_world } from './world.mjs';

const world = use_world();
const phone = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true };

async function open_case(page, mock) {
  await page.goto(`${mock.url}/cases/21`);
  await page.getByRole('heading', { name: 'Việc cần làm' }).waitFor();
}

async function open_form(page, title) {
  await page.getByRole('button', { name: title, exact: true }).click();
  return page.locator('.action-form');
}

test('a table says dates, choices and yes or no in words', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await open_case(page, mock);
    const table = page.getByRole('table', { name: 'Các cơ quan được đề nghị' });
    const cells = await table.getByRole('row').nth(1).locator('th, td').allTextContents();
    assert.deepEqual(cells.slice(0, 6), [
      '1', 'Sở Tài chính', '02/11/2026', 'Có', 'Trong phạm vi hẹp', '1.250',
    ]);
    await page.getByText('Chưa có dòng nào.').waitFor();
    await page.getByRole('button', { name: /English/ }).click();
    await table.page().getByRole('cell', { name: 'Narrow' }).waitFor();
  });
});

test('a long table goes by pages, is searched, and its rows are named by number', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await open_case(page, mock);
    const file = mock.world.cases.get(21);
    const [one] = file.tables[0].rows;
    const rows = Array.from({ length: 120 }, (_, at) => {
      const name = `Sở số ${at + 1}`;
      const values = { ...one.values, asked_agency: name, remark: null };
      return { number: at + 1, values, shown: { ...one.shown, asked_agency: name, remark: '' } };
    });
    file.tables[0] = { ...file.tables[0], rows };
    const choice = file.actions.flatMap((act) => act.inputs).find((input) => input.type === 'row');
    choice.choices = rows.map((row) => ({
      value: String(row.number),
      title: `${row.number}. ${row.values.asked_agency}`,
      title_en: '',
    }));
    await page.reload();
    const table = page.getByRole('table', { name: 'Các cơ quan được đề nghị' });
    await page.getByText('Dòng 1–50 trong 120').waitFor();
    assert.equal(await table.getByRole('row').count(), 51);
    await page.getByText('Cột chưa có dữ liệu: Ghi chú.').waitFor();
    await page.getByRole('button', { name: 'Sau', exact: true }).click();
    await table.getByRole('cell', { name: 'Sở số 51', exact: true }).waitFor();
    await page.getByRole('searchbox', { name: /^Tìm trong bảng/ }).fill('so so 117');
    await page.getByText('Dòng 1–1 trong 1').waitFor();
    const form = await open_form(page, 'Rút một dòng');
    await form.getByLabel('Dòng của danh sách').fill('117');
    await form.getByText('117. Sở số 117').waitFor();
    await expect_accessible(page, 'a long table');
    await form.getByRole('button', { name: 'Rút một dòng' }).click();
    await page.getByText('Đã thực hiện').waitFor();
    assert.deepEqual(mock.world.acts[0].data, { asked_row: 117 });
  });
});

test('an agency is read and written by its name where the process keeps its id', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await open_case(page, mock);
    const file = structuredClone(mock.world.cases.get(21));
    const [asked] = file.tables;
    asked.columns[0].title += ' (mã cơ quan)';
    asked.rows[0].values.asked_agency = agencies[2].id;
    const input = file.actions.flatMap((act) => act.inputs).find((one) => one.type === 'rows');
    input.columns[0].title += ' (mã cơ quan)';
    mock.world.cases.set(21, file);
    await page.reload();
    const table = page.getByRole('table', { name: 'Các cơ quan được đề nghị' });
    await table.getByRole('cell', { name: agencies[2].name, exact: true }).waitFor();
    await table.getByRole('columnheader', { name: 'Cơ quan được đề nghị', exact: true }).waitFor();
    const form = await open_form(page, 'Đề nghị các cơ quan');
    const head = 'Cơ quan được đề nghị (mã cơ quan)';
    await form.locator('textarea').fill(`${head}\n${agencies[1].name}\n${agencies[3].id}`);
    await form.getByText('Sẽ gửi 2 dòng.').waitFor();
    await form.getByRole('button', { name: 'Đề nghị các cơ quan' }).click();
    await page.getByText('Đã thực hiện').waitFor();
    const sent = mock.world.acts[0].data.new_asked.map((row) => row.asked_agency);
    assert.deepEqual(sent, [agencies[1].id, agencies[3].id]);
  });
});

test('on a phone a table scrolls inside its own box', async () => {
  await world.with_page(
    'tuan',
    async (page, mock) => {
      await open_case(page, mock);
      await open_form(page, 'Đề nghị các cơ quan');
      await page.locator('textarea').fill('Cơ quan được đề nghị;Ngày gửi\nSở Xây dựng;1/12/2026');
      await page.getByText('Sẽ gửi 1 dòng.').waitFor();
      await expect_no_sideways_scroll(page, 'a case with tables');
      await expect_accessible(page, 'a case with tables and a preview');
    },
    phone,
  );
});

test('a row is chosen by its number and what it says', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await open_case(page, mock);
    const form = await open_form(page, 'Rút một dòng');
    await form.getByLabel('Dòng của danh sách').selectOption({ label: '2. Sở Y tế' });
    await form.getByRole('button', { name: 'Rút một dòng' }).click();
    await page.getByText('Đã thực hiện').waitFor();
    assert.deepEqual(mock.world.acts[0].data, { asked_row: 2 });
  });
});

test('rows of a CSV file are shown before they are sent as objects', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await open_case(page, mock);
    const form = await open_form(page, 'Đề nghị các cơ quan');
    const coming = page.waitForEvent('download');
    await form.getByRole('link', { name: /^Tải tệp mẫu/ }).click();
    const sample = readFileSync(await (await coming).path(), 'utf8');
    assert.match(sample, /^\ufeff"Cơ quan được đề nghị";"Ngày gửi";/);
    const text =
      '\ufeffasked_agency;NGAY GUI;Đã trả lời;Phạm vi;Số đề nghị;Ghi chú\r\n' +
      '"Sở ""Mới""; Cũ";1/12/2026;không;wide;2,5;"hai\r\ndòng"\r\n\r\nSở Công thương;;x\r\n';
    const file = { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
    await form.locator('input[type=file]').setInputFiles(file);
    await form.getByText('Sẽ gửi 2 dòng.').waitFor();
    await form.getByRole('cell', { name: 'Sở "Mới"; Cũ' }).waitFor();
    await form.getByRole('button', { name: 'Đề nghị các cơ quan' }).click();
    await page.getByText('Đã thực hiện').waitFor();
    const first = {
      asked_agency: 'Sở "Mới"; Cũ',
      asked_on: '2026-12-01',
      is_answered: false,
      scope: 'wide',
      proposals: 2.5,
      remark: 'hai\ndòng',
    };
    const second = { asked_agency: 'Sở Công thương', is_answered: true };
    assert.deepEqual(mock.world.acts[0].data, { new_asked: [first, second] });
  });
});

const wrong = {
  'Cơ quan,Ngày gửi\na,b': 'Dòng 1, cột 1: bảng không có cột “Cơ quan”',
  'asked_agency\tPhạm vi\nSở A\twide\nSở B\tlạ':
    'Dòng 3, cột 2 (Phạm vi): cần chọn một trong: Trong phạm vi rộng',
  'asked_agency,asked_on\n"a\nb",31/12/2026\nc,31/11/2026': 'Dòng 4, cột 2 (Ngày gửi): cần nhập ngày',
  'asked_on,asked_on\n1/1/2026,1/1/2026': 'cột “asked_on” được ghi hai lần',
  'asked_agency,asked_on\na,,c': 'Dòng 2 có 3 ô, dòng đầu chỉ có 2 cột',
  'asked_agency\n"a': 'Dòng 2: dấu ngoặc kép',
  asked_agency: 'chưa có dòng dữ liệu nào',
};

test('what is wrong is told with line and column, and nothing is sent', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await open_case(page, mock);
    const form = await open_form(page, 'Đề nghị các cơ quan');
    const submit = form.getByRole('button', { name: 'Đề nghị các cơ quan' });
    await submit.click();
    await form.getByText('Chưa nhập: Danh sách cơ quan.').waitFor();
    for (const [text, said] of Object.entries(wrong)) {
      await form.locator('textarea').fill(text);
      await form.locator('.field-error', { hasText: said }).waitFor();
      await submit.click();
    }
    const many = Buffer.from(`asked_agency\n${'Sở\n'.repeat(5001)}`);
    const file = { name: 'a.csv', mimeType: 'text/csv', buffer: many };
    await form.locator('input[type=file]').setInputFiles(file);
    await form.getByText('Có 5001 dòng; mỗi lần nhập tối đa 5000').waitFor();
    await submit.click();
    assert.equal(mock.world.acts.length, 0);
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await expect_accessible(page, 'a wrong list');
  });
});
