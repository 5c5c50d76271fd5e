/// A systematization: texts brought in by CSV, one row added and one changed, shared out to the
/// agencies, one child case answered, the progress seen, lists and registers downloaded.
import assert from 'node:assert/strict';
import { expect_accessible } from '../accessible.mjs';
import { fill, saved_file, say } from './office.mjs';

const head =
  'Tên loại văn bản;Số, ký hiệu văn bản;Ngày, tháng, năm ban hành;Cơ quan ban hành;' +
  'Tên gọi, trích yếu nội dung của văn bản;Lĩnh vực quản lý nhà nước;Thời điểm có hiệu lực;' +
  'Nguồn tập hợp văn bản;Cơ quan được phân công (mã)';
const lines = [
  'Quyết định;71/2022/QĐ-UBND;05/05/2022;Ủy ban nhân dân tỉnh;Quy định quản lý bến bãi;Xây dựng;' +
    '20/05/2022;Ban hành trong kỳ này;so-xd',
  'Nghị quyết;72/2021/NQ-HĐND;10/12/2021;Hội đồng nhân dân tỉnh;"Quy định mức chi; định mức";' +
    'Tài chính;01/01/2022;Ban hành trong kỳ này;Sở Tài chính tỉnh Tân Nguyên',
];
const xlsx_or_docx = Buffer.from('PK\x03\x04', 'latin1');

/// The cells of a row of the case's first table, by the titles of their columns.
async function cells_of(page, row) {
  const table = page.locator('.data-table').first();
  const titles = await table.locator('thead th').allInnerTexts();
  const cells = await table.locator('tbody tr').nth(row).locator('th, td').allInnerTexts();
  return Object.fromEntries(titles.map((title, at) => [title, cells[at]]));
}

async function bring_in(office, place) {
  const page = await office.page_of('minh', place);
  const line = page.locator('[data-event="import-stock"]');
  await line.locator('.action-head .button').first().click();
  const form = line.locator('form');
  await fill(form, { new_stock: [head, lines[0].replace('05/05/2022', '31/02/2022')].join('\n') });
  await form.getByText('đã nhập “31/02/2022”').waitFor();
  await form.locator('input[type=file]').setInputFiles({
    name: 'danh-sach.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\ufeff${[head, ...lines].join('\r\n')}\r\n`),
  });
  await form.getByText('Sẽ gửi 2 dòng.').waitFor();
  await expect_accessible(page, 'rows to be sent');
  await form.locator('button[type=submit]').click();
  await page.locator('.actions .note-good').waitFor();
  assert.equal((await cells_of(page, 1))['Số, ký hiệu văn bản'], '72/2021/NQ-HĐND');
  say('minh: a wrong day in the CSV is named; two texts are brought in');
}

async function add_and_change(office, place) {
  await office.act('minh', place, 'add-text', {
    text_kind: 'decision',
    text_number: '73/2023/QĐ-UBND',
    text_issued_on: '2023-03-03',
    text_issuer: 'committee',
    text_title: 'Quy chế phối hợp quản lý cây xanh',
    text_field: 'Xây dựng',
    text_effective_on: '2023-03-15',
    text_source: 'this_period',
    agency: 'so-tc',
  });
  const page = await office.act('minh', place, 'set-agency', { stock_entry: '3', agency: 'so-xd' });
  const changed = await cells_of(page, 2);
  assert.equal(changed['Số, ký hiệu văn bản'], '73/2023/QĐ-UBND');
  assert.match(changed['Cơ quan được phân công'], /^Sở Xây dựng/);
  say('minh: a row is added by hand and put with another agency');
}

async function share_out(office, place) {
  const page = await office.act('hung', place, 'share-out');
  await page.getByRole('link', { name: 'Đã mở 3 hồ sơ con; xem tiến độ' }).click();
  await page.getByText('0/3 hồ sơ').waitFor();
  const agencies = page.getByRole('table', { name: 'Theo cơ quan' });
  assert.equal(await agencies.getByRole('row', { name: /Sở Xây dựng/ }).count(), 1);
  await expect_accessible(page, 'a campaign just opened');
  const link = page.getByRole('link', { name: /73\/2023\/QĐ-UBND/ });
  const child = await link.getAttribute('href');
  say('hung: three child cases are opened and their progress is shown');
  return child;
}

async function answer(office, child) {
  await office.act('viet-so-xd', child, 'assign', { reviewer: 'phuong-so-xd' });
  await office.act('phuong-so-xd', child, 'record-valid', { effect_result: 'in_force' });
  await office.act('phuong-so-xd', child, 'propose-none');
  await office.act('viet-so-xd', child, 'send-result');
  await office.act('minh', child, 'confirm-result');
}

async function see_progress(office, place, title) {
  const page = await office.page_of('hung', '/campaigns');
  const line = page.locator('.campaign', { hasText: title });
  assert.match(await line.innerText(), /33%[^]*1\/3 hồ sơ/);
  await line.getByRole('link', { name: title }).click();
  const row = page.getByRole('table', { name: 'Theo cơ quan' }).getByRole('row', { name: /Xây dựng/ });
  assert.deepEqual(await row.locator('td').allInnerTexts(), ['2', '1', '1', '0']);
  await page.goto(office.url + place);
  await page.locator('.data-table').first().waitFor();
  assert.equal((await cells_of(page, 2))['Tiến độ'], 'Đã có kết quả');
  say('hung: a third is done, and the row of the list says so');
}

async function download_forms(office, place) {
  const page = await office.page_of('minh', place);
  const part = page.locator('.card', { has: page.getByRole('heading', { name: 'Biểu mẫu' }) });
  const valid = part.locator('.form-file', { hasText: 'pháp luật còn hiệu lực' }).first();
  await valid.getByRole('button', { name: /XLSX/ }).click();
  await valid.getByText(/chưa có kết quả[^]*dòng 1[^]*dòng 2/).waitFor();
  say('minh: a list that does not add up is refused, and its rows are named');
  for (const kind of ['xlsx', 'docx']) {
    const progress = part.locator('.form-file', { hasText: 'Tiến độ thực hiện' });
    const press = () => progress.getByRole('button', { name: kind.toUpperCase() }).click();
    const { name, bytes } = await saved_file(page, press);
    assert.ok(name.endsWith(`.${kind}`), name);
    assert.ok(bytes.length > 2000 && bytes.subarray(0, 4).equals(xlsx_or_docx));
  }
  const shelf = await office.page_of('minh', '/forms');
  const register = shelf.locator('.form-file', { hasText: 'Sổ theo dõi thẩm định' });
  await expect_accessible(shelf, 'registers');
  const { name } = await saved_file(shelf, () => register.getByRole('button').last().click());
  assert.match(name, /Sổ theo dõi thẩm định[^]*\.docx$/);
  say(`minh: the progress as XLSX and DOCX, and “${name}”`);
}

export async function run_campaign(office, today) {
  const title = `Hệ thống hóa văn bản, đợt thử ${Date.now()}`;
  const year = Number(today.slice(0, 4));
  const place = await office.open_case('minh', 'systematization-campaign', title);
  const plan = { cutoff_on: `${year}-12-31`, plan_submission: '12/TTr-STP' };
  await office.act('hung', place, 'submit-plan', plan);
  const issued = { plan_number: '14/KH-UBND', plan_on: today, answers_due: `${year + 1}-02-14` };
  await office.act('nghia', place, 'issue-plan', issued);
  await office.expect_refused('hung', place, 'share-out', /Phải có danh sách văn bản/);
  await bring_in(office, place);
  await add_and_change(office, place);
  const child = await share_out(office, place);
  await answer(office, child);
  await see_progress(office, place, title);
  await download_forms(office, place);
}
