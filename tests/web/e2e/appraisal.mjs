/// One draft decision from its first upload to its entry into force.
import assert from 'node:assert/strict';
import { expect_accessible } from '../accessible.mjs';
import { days_after, say } from './office.mjs';

export class Appraisal {
  constructor(office, today) {
    this.office = office;
    this.today = today;
    this.title = `Quyết định ban hành Quy định về quản lý bến xe, lần thử ${Date.now()}`;
  }

  page_of(user) {
    return this.office.page_of(user, this.place);
  }

  act(user, event, values) {
    return this.office.act(user, this.place, event, values);
  }

  expect_refused(user, event, reason) {
    return this.office.expect_refused(user, this.place, event, reason);
  }

  async upload(user, number) {
    const page = await this.page_of(user);
    const name = `Dự thảo ${number} – bến xe.docx`;
    await page.locator('.drafts > li').nth(number - 1).locator('input[type=file]').setInputFiles({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(`Nội dung dự thảo ${number}`),
    });
    const link = page.getByRole('link', { name });
    await link.waitFor();
    const download = page.waitForEvent('download');
    await link.click();
    assert.equal((await download).suggestedFilename(), name);
    say(`${user}: draft ${number} up and down`);
  }

  async record_papers(user, count) {
    const page = await this.page_of(user);
    for (let at = 0; at < count; ++at) {
      const paper = page.locator('.paper').nth(at);
      await paper.locator('.paper-end button').click();
      await paper.locator('form button[type=submit]').click();
      await page.locator('.paper.is-received').nth(at).waitFor();
    }
    say(`${user}: ${count} papers recorded`);
  }

  async prepare() {
    this.place = await this.office.open_case('lan-so-xd', 'appraisal-ppc-decision', this.title);
    await this.act('lan-so-xd', 'plan-meeting', { meeting_date: days_after(this.today, 60) });
    await this.expect_refused('lan-so-xd', 'send-to-appraisal', /dự thảo 3/);
    await this.upload('lan-so-xd', 3);
    await this.record_papers('lan-so-xd', 2);
    await this.act('lan-so-xd', 'send-to-appraisal');
  }

  async appraise() {
    await this.act('mai', 'register', { arrival_number: '2170', arrived_on: this.today });
    await this.expect_refused('mai', 'accept', /chưa đủ/);
    const page = await this.page_of('mai');
    await page.locator('.paper').nth(2).locator('.paper-end button').click();
    await page.locator('.paper').nth(2).locator('form button[type=submit]').click();
    await page.locator('[data-event="accept"] .button[aria-disabled="false"]').waitFor();
    await this.act('mai', 'accept');
    await this.act('hung', 'assign', { specialist: 'minh', touches_many_fields: false });
    const work = await this.office.page_of('minh');
    await work.getByRole('link', { name: this.title }).waitFor();
    await expect_accessible(work, 'my work');
    await this.act('minh', 'submit-report', {
      opinion_necessity: 'Việc ban hành là cần thiết.',
      opinion_legality: 'Phù hợp.',
      has_procedures: false,
      has_gender_matters: false,
      opinion_resources: 'Bảo đảm.',
      opinion_language: 'Đúng kỹ thuật.',
      proposed_verdict: 'eligible',
    });
    await this.act('hung', 'approve-report');
    await this.act('quang', 'sign-report', { verdict: 'eligible' });
    await this.act('mai', 'send-report', { report_number: '412/BC-STP' });
  }

  async issue() {
    await this.upload('lan-so-xd', 4);
    await this.act('lan-so-xd', 'submit-to-ppc', { explanation_report: '87/BC-SXD' });
    await this.act('linh', 'accept-for-ppc');
    await this.act('linh', 'put-to-chair', { ppc_method: 'written' });
    const too_few = { ppc_members: 21, votes_for: 10 };
    const few = await this.office.send_form('phuc', this.place, 'pass', too_few);
    await few.form.locator('.note-bad').waitFor();
    assert.equal(await few.form.locator('[name=votes_for]').inputValue(), '10');
    say('phuc: pass with too few votes is refused, and the form is kept');
    await this.act('phuc', 'pass', { ppc_members: 21, votes_for: 20 });
    await this.upload('lan-so-xd', 5);
    await this.act('lan-so-xd', 'send-for-signature');
    await this.act('nghia', 'sign', {
      decision_number: '45/2024/QĐ-UBND',
      signed_on: this.today,
      effective_on: days_after(this.today, 10),
    });
  }

  async publish() {
    await this.act('linh', 'send-for-inspection');
    await this.act('linh', 'send-to-gazette');
    await this.act('linh', 'publish-in-gazette', { gazette_number: '61+62' });
    await this.act('mai', 'publish-in-database');
    await this.expect_refused('mai', 'confirm-in-force', /Chưa đến ngày/);
  }

  async look_back() {
    const reader = await this.page_of('son');
    await reader.locator('.diagram .active').first().waitFor();
    await expect_accessible(reader, 'the case');
    await reader.goto(`${this.office.url}/audit?case=${this.place.split('/').at(-1)}`);
    await reader.locator('.entry').nth(20).waitFor();
    await reader.getByRole('button', { name: 'Kiểm tra tính toàn vẹn' }).click();
    await reader.getByText('Nhật ký toàn vẹn').waitFor();
    await expect_accessible(reader, 'the trail');
    say('son: the trail holds every act and is intact');

    const index = await this.office.page_of('hung', '/index');
    await index.locator('.score').first().waitFor();
    await expect_accessible(index, 'the index');
    await index.getByRole('button', { name: 'Xem tiêu chí: 2', exact: true }).click();
    const buttons = index.getByRole('button', { name: /^Xem hồ sơ/ });
    for (let at = (await buttons.count()) - 1; at >= 0; --at) await buttons.nth(at).click();
    await index.getByRole('link', { name: new RegExp(this.title.slice(-13)) }).first().waitFor();
    say('hung: the case stands behind a number of the index');
  }

  /// Ten days later the decision takes effect; `forward` moves the server's clock.
  async take_effect(forward) {
    forward(10);
    while ((await this.office.today()) < days_after(this.today, 10)) continue;
    this.office.forget_sessions();
    const page = await this.act('mai', 'confirm-in-force');
    await page.getByText('Có hiệu lực').first().waitFor();
    say('the decision is in force');
  }
}
