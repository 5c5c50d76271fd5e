/// One draft decision from its first upload to its entry into force, on the page of a REAL server with
/// the sample department, every officer in his own browser session. Every JSON answer on the way
/// must fit schemas/openapi.yaml, and the page may report no fault.
/// Run: TRINH_URL=http://127.0.0.1:8080 npm run e2e   (TRINH_PASSWORD: the sample's by default)
/// or:  TRINH_BINARY=build/dev/adapters/app/trinh npm run e2e   (a server of its own)
import assert from 'node:assert/strict';
import { expect_accessible } from './accessible.mjs';
import { open_browser, signed_in } from './browser.mjs';
import { watch } from './contract.mjs';
import { start_server } from './own_server.mjs';

const { TRINH_URL, TRINH_BINARY } = process.env;
if (!TRINH_URL && !TRINH_BINARY) {
  console.error('Set TRINH_URL to a running server (trinh serve --demo), or TRINH_BINARY.');
  process.exit(64);
}
const own = TRINH_URL ? null : await start_server(TRINH_BINARY);
const url = TRINH_URL ?? own.url;
const secret = process.env.TRINH_PASSWORD ?? 'trinh-demo';
const browser = await open_browser();
const misfits = [];
const pages = new Map();
const past_faults = [];
const title = `Quyết định ban hành Quy định về quản lý bến xe, lần thử ${Date.now()}`;
let case_path = '';
let today = '';

function say(text) {
  console.log(`✓ ${text}`);
}

function after_days(days) {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/// The page of an officer, at the case once there is one.
async function page_of(user) {
  if (!pages.has(user)) {
    const page = await signed_in(browser, url, user, { secret });
    page.setDefaultTimeout(10_000);
    watch(page, misfits);
    pages.set(user, page);
  }
  const page = pages.get(user);
  await page.goto(url + case_path);
  await page.locator('h1').waitFor();
  return page;
}

async function fill(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const control = form.locator(`[name="${name}"]`);
    const kind = await control.first().evaluate((element) => element.type ?? '');
    if (kind === 'radio') await control.nth(value ? 0 : 1).check();
    else if (kind === 'checkbox') await control.setChecked(value);
    else if (kind.startsWith('select')) await control.selectOption(value);
    else await control.fill(String(value));
  }
}

/// Opens the form of an action, fills it and sends it.
async function send_form(user, event, values) {
  const page = await page_of(user);
  const line = page.locator(`[data-event="${event}"]`);
  await line.locator('.action-head .button').first().click();
  const form = line.locator('form');
  await fill(form, values);
  await form.locator('button[type=submit]').click();
  return { page, form };
}

async function act(user, event, values = {}) {
  const { page } = await send_form(user, event, values);
  await page.locator('.actions .note-good').waitFor();
  say(`${user}: ${event}`);
  return page;
}

/// The action is shown, cannot be pressed, and gives its reason; the engine explains it too.
async function expect_refused(user, event, reason) {
  const page = await page_of(user);
  const line = page.locator(`[data-event="${event}"]`);
  assert.equal(await line.locator('.button').first().getAttribute('aria-disabled'), 'true');
  assert.match(await line.locator('.refusal').innerText(), reason);
  await line.locator('.action-head .button').nth(1).click();
  await line.locator('.explanation').waitFor();
  assert.ok((await line.locator('.explanation').innerText()).length > 40);
  say(`${user}: ${event} is refused and explained`);
}

async function upload(user, number) {
  const page = await page_of(user);
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

async function record_papers(user, count) {
  const page = await page_of(user);
  for (let at = 0; at < count; ++at) {
    const paper = page.locator('.paper').nth(at);
    await paper.locator('.paper-end button').click();
    await paper.locator('form button[type=submit]').click();
    await page.locator('.paper.is-received').nth(at).waitFor();
  }
  say(`${user}: ${count} papers recorded`);
}

async function open_case(user) {
  const page = await page_of(user);
  today = await page.evaluate(async () => (await (await fetch('/api/me')).json()).today);
  await page.goto(`${url}/cases/new`);
  await page.locator('input[name=process][value=appraisal-ppc-decision]').first().check();
  await page.locator('textarea').fill(title);
  await page.locator('form button[type=submit]').click();
  await page.waitForURL(/\/cases\/\d+$/);
  case_path = new URL(page.url()).pathname;
  await page.getByRole('heading', { name: title }).waitFor();
  say(`${user}: opened ${case_path}`);
}

async function prepare() {
  await open_case('lan-so-xd');
  await act('lan-so-xd', 'plan-meeting', { meeting_date: after_days(60) });
  await expect_refused('lan-so-xd', 'send-to-appraisal', /dự thảo 3/);
  await upload('lan-so-xd', 3);
  await record_papers('lan-so-xd', 2);
  await act('lan-so-xd', 'send-to-appraisal');
}

async function appraise() {
  await act('mai', 'register', { arrival_number: '2170', arrived_on: today });
  await expect_refused('mai', 'accept', /chưa đủ/);
  const page = await page_of('mai');
  await page.locator('.paper').nth(2).locator('.paper-end button').click();
  await page.locator('.paper').nth(2).locator('form button[type=submit]').click();
  await page.locator('[data-event="accept"] .button[aria-disabled="false"]').waitFor();
  await act('mai', 'accept');
  await act('hung', 'assign', { specialist: 'minh', touches_many_fields: false });
  const work = await page_of('minh');
  await work.goto(url);
  await work.getByRole('link', { name: title }).waitFor();
  await expect_accessible(work, 'my work');
  await act('minh', 'submit-report', {
    opinion_necessity: 'Việc ban hành là cần thiết.',
    opinion_legality: 'Phù hợp.',
    has_procedures: false,
    has_gender_matters: false,
    opinion_resources: 'Bảo đảm.',
    opinion_language: 'Đúng kỹ thuật.',
    proposed_verdict: 'eligible',
  });
  await act('hung', 'approve-report');
  await act('quang', 'sign-report', { verdict: 'eligible' });
  await act('mai', 'send-report', { report_number: '412/BC-STP' });
}

async function issue() {
  await upload('lan-so-xd', 4);
  await act('lan-so-xd', 'submit-to-ppc', { explanation_report: '87/BC-SXD' });
  await act('linh', 'accept-for-ppc');
  await act('linh', 'put-to-chair', { ppc_method: 'written' });
  const few = await send_form('phuc', 'pass', { ppc_members: 21, votes_for: 10 });
  await few.form.locator('.note-bad').waitFor();
  assert.equal(await few.form.locator('[name=votes_for]').inputValue(), '10');
  say('phuc: pass with too few votes is refused, and the form is kept');
  await act('phuc', 'pass', { ppc_members: 21, votes_for: 20 });
  await upload('lan-so-xd', 5);
  await act('lan-so-xd', 'send-for-signature');
  await act('nghia', 'sign', {
    decision_number: '45/2024/QĐ-UBND',
    signed_on: today,
    effective_on: after_days(10),
  });
}

async function publish() {
  await act('linh', 'send-for-inspection');
  await act('linh', 'send-to-gazette');
  await act('linh', 'publish-in-gazette', { gazette_number: '61+62' });
  await act('mai', 'publish-in-database');
  await expect_refused('mai', 'confirm-in-force', /Chưa đến ngày/);
}

async function look_back() {
  const reader = await page_of('son');
  await reader.locator('.diagram .active').first().waitFor();
  await expect_accessible(reader, 'the case');
  await reader.goto(`${url}/audit?case=${case_path.split('/').at(-1)}`);
  await reader.locator('.entry').nth(20).waitFor();
  await reader.getByRole('button', { name: 'Kiểm tra tính toàn vẹn' }).click();
  await reader.getByText('Nhật ký toàn vẹn').waitFor();
  await expect_accessible(reader, 'the trail');
  say('son: the trail holds every act and is intact');

  const index = await page_of('hung');
  await index.goto(`${url}/index`);
  await index.locator('.score').first().waitFor();
  await expect_accessible(index, 'the index');
  await index.getByRole('button', { name: 'Xem tiêu chí: 2', exact: true }).click();
  const buttons = index.getByRole('button', { name: /^Xem hồ sơ/ });
  for (let at = (await buttons.count()) - 1; at >= 0; --at) await buttons.nth(at).click();
  await index.getByRole('link', { name: new RegExp(title.slice(-13)) }).first().waitFor();
  say('hung: the case stands behind a number of the index');
}

/// The day the server stands at, as a fresh sign-in tells it.
async function server_day() {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user: 'mai', password: secret }),
  });
  return (await answer.json()).today;
}

/// Ten days later the decision takes effect. Only a server of our own can be moved in time.
async function take_effect() {
  if (!own) return;
  own.forward(10);
  while ((await server_day()) < after_days(10)) continue;
  past_faults.push(...[...pages.values()].flatMap((page) => page.faults));
  pages.clear(); // Nobody's session lives for ten days.
  const page = await act('mai', 'confirm-in-force');
  await page.getByText('Có hiệu lực').first().waitFor();
  say('the decision is in force');
}

try {
  await prepare();
  await appraise();
  await issue();
  await publish();
  await look_back();
  await take_effect();
  const faults = [...past_faults, ...[...pages.values()].flatMap((page) => page.faults)];
  const strange = faults.filter((fault) => !/status of 4\d\d/.test(fault));
  assert.deepEqual(strange, [], 'faults on the pages');
  assert.deepEqual([...new Set(misfits)], [], 'answers that do not fit the description');
  say('every answer fitted the description of the API');
} finally {
  await browser.close();
  await own?.stop();
}
