/// A round of the index: a value entered with the file that proves it, the lock refused with the
/// missing criteria named, the score frozen, its report downloaded.
import assert from 'node:assert/strict';
import { expect_accessible } from '../accessible.mjs';
import { saved_file, say } from './office.mjs';

const proof = Buffer.from('%PDF-1.7 kết luận kiểm tra (mẫu thử)');

async function enter_value(office) {
  const page = await office.page_of('my', '/index');
  await page.getByRole('button', { name: 'Xem tiêu chí: 1', exact: true }).click();
  await page.getByRole('button', { name: 'Xem cách tính: 1.3' }).click();
  const form = page.locator('.score-rows form');
  await form.getByLabel('Số phòng, đơn vị đã kiểm tra').fill('4');
  await form.getByLabel('Tổng số phòng, đơn vị trực thuộc').fill('8');
  await form.getByLabel('Trích yếu tài liệu kiểm chứng').fill('Kết luận kiểm tra');
  await form.getByLabel('Số, ký hiệu').fill('15/KL-STP');
  await form.getByLabel('Ngày ban hành').fill('2024-10-15');
  await form.getByLabel('Cơ quan ban hành').fill('Sở Tư pháp');
  await form.getByLabel('Tệp').setInputFiles({
    name: 'ket-luan.pdf',
    mimeType: 'application/pdf',
    buffer: proof,
  });
  await expect_accessible(page, 'a value of the index');
  await form.getByRole('button', { name: 'Lưu số liệu' }).click();
  const leaf = page.locator('.score', { has: page.locator('h4', { hasText: '1.3' }) }).last();
  await leaf.getByText('1 / 1 điểm').waitFor();
  await leaf.getByText('4/8 (50%)').waitFor();
  const link = leaf.getByRole('link', { name: /Kết luận kiểm tra/ });
  const { bytes } = await saved_file(page, () => link.click());
  assert.ok(bytes.equals(proof), 'the evidence comes back as it went up');
  await leaf.getByText('Đã lưu số liệu.').waitFor();
  const inspected = leaf.getByLabel('Số phòng, đơn vị đã kiểm tra');
  assert.equal(await inspected.inputValue(), '4');
  await inspected.fill('5');
  await leaf.getByRole('button', { name: 'Lưu số liệu' }).click();
  await leaf.getByText('5/8 (62,5%)').waitFor();
  await link.waitFor();
  say('my: a value is entered, scored and corrected; its evidence comes back byte for byte');
}

async function refuse_lock(office) {
  const clerk = await office.page_of('my', '/index?part=rounds');
  await clerk.getByRole('button', { name: /^Mở đợt chấm điểm/ }).click();
  await clerk.getByText('Đang tự chấm điểm').first().waitFor();
  await expect_accessible(clerk, 'a round');
  const director = await office.page_of('quang', '/index?part=rounds');
  const lock = director.getByRole('button', { name: 'Khóa điểm tự chấm' });
  await lock.click();
  const refusal = director.locator('.note-bad').first();
  await refusal.waitFor();
  const said = await refusal.innerText();
  assert.match(said, / 1\.4,/, said);
  assert.doesNotMatch(said, / 1\.3,/, said);
  say(`quang: the round is not locked: “${said.slice(0, 90)}…”`);
}

async function freeze(office) {
  const page = await office.page_of('my', '/index?part=frozen');
  await page.getByRole('button', { name: /^Chốt số liệu đến ngày/ }).click();
  const frozen = page.locator('.index-list > li').first();
  await frozen.locator('.digest').waitFor();
  assert.match(await frozen.locator('.digest').innerText(), /[0-9a-f]{64}/);
  await expect_accessible(page, 'frozen scores');
  for (const kind of ['DOCX', 'XLSX']) {
    const press = () => frozen.getByRole('link', { name: `Báo cáo (${kind})` }).click();
    const { name, bytes } = await saved_file(page, press);
    assert.ok(name.endsWith(`.${kind.toLowerCase()}`), name);
    assert.equal(bytes.subarray(0, 2).toString(), 'PK');
  }
  say('my: the score is frozen, and its report comes as DOCX and XLSX');
}

async function look_ahead(office) {
  const page = await office.page_of('hung', '/index?part=outlook');
  await page.getByRole('checkbox').first().check();
  await page.locator('.index-gain').waitFor();
  assert.match(await page.locator('.index-gain').innerText(), /[+\d][\d,]* → \d/);
  await expect_accessible(page, 'what if');
  await page.goto(`${office.url}/index?part=forecast`);
  await page.getByRole('heading', { name: 'Xấu nhất' }).waitFor();
  await expect_accessible(page, 'the forecast');
  say('hung: what a case done in time would give, and the end of the year');
}

export async function run_index_round(office) {
  await enter_value(office);
  await refuse_lock(office);
  await freeze(office);
  await look_ahead(office);
}
