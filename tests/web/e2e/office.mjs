/// The office of one end-to-end run: every officer in his own browser session on a real server.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { open_browser, signed_in } from '../browser.mjs';
import { watch } from '../contract.mjs';

const patience_ms = 15_000;

export function say(text) {
  console.log(`✓ ${text}`);
}

/// "2024-11-18" and 3 -> "2024-11-21".
export function days_after(day, days) {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/// Puts values into the named controls of a form; true and false also answer yes and no.
export async function fill(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const control = form.locator(`[name="${name}"]`);
    const kind = await control.first().evaluate((element) => element.type ?? '');
    if (kind === 'radio') await control.nth(value ? 0 : 1).check();
    else if (kind === 'checkbox') await control.setChecked(value);
    else if (kind.startsWith('select')) await control.selectOption(value);
    else await control.fill(String(value));
  }
}

/// What `press` makes the browser save: its name and its bytes.
export async function saved_file(page, press) {
  const coming = page.waitForEvent('download');
  await press();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

export class Office {
  #browser;
  #pages = new Map();
  #faults = [];
  #misfits = [];

  constructor(url, secret) {
    this.url = url;
    this.secret = secret;
  }

  /// The page of an officer, at an address.
  async page_of(user, at = '/') {
    this.#browser ??= await open_browser();
    if (!this.#pages.has(user)) {
      const page = await signed_in(this.#browser, this.url, user, { secret: this.secret });
      page.setDefaultTimeout(patience_ms);
      page.on('dialog', (asked) => asked.accept());
      watch(page, this.#misfits);
      this.#pages.set(user, page);
    }
    const page = this.#pages.get(user);
    await page.goto(this.url + at);
    await page.locator('h1').waitFor();
    return page;
  }

  /// The day the server stands at, as a fresh sign-in tells it.
  async today() {
    const answer = await fetch(`${this.url}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ user: 'mai', password: this.secret }),
    });
    return (await answer.json()).today;
  }

  /// Opens a case; answers its address, "/cases/84".
  async open_case(user, process, title) {
    const page = await this.page_of(user, '/cases/new');
    await page.locator(`input[name=process][value=${process}]`).first().check();
    await page.locator('textarea').fill(title);
    await page.locator('form button[type=submit]').click();
    await page.waitForURL(/\/cases\/\d+$/);
    await page.getByRole('heading', { name: title }).waitFor();
    const place = new URL(page.url()).pathname;
    say(`${user}: opened ${place}`);
    return place;
  }

  /// Opens the form of an action, fills it and sends it.
  async send_form(user, place, event, values) {
    const page = await this.page_of(user, place);
    const line = page.locator(`[data-event="${event}"]`);
    await line.locator('.action-head .button').first().click();
    const form = line.locator('form');
    await fill(form, values);
    await form.locator('button[type=submit]').click();
    return { page, form };
  }

  /// Does an action of a case; the page then says that it is done.
  async act(user, place, event, values = {}) {
    const { page } = await this.send_form(user, place, event, values);
    await page.locator('.actions .note-good').waitFor();
    say(`${user}: ${event}`);
    return page;
  }

  /// The action is shown, cannot be pressed, and gives its reason; the engine explains it too.
  async expect_refused(user, place, event, reason) {
    const page = await this.page_of(user, place);
    const line = page.locator(`[data-event="${event}"]`);
    assert.equal(await line.locator('.button').first().getAttribute('aria-disabled'), 'true');
    assert.match(await line.locator('.refusal').innerText(), reason);
    await line.locator('.action-head .button').nth(1).click();
    await line.locator('.explanation').waitFor();
    assert.ok((await line.locator('.explanation').innerText()).length > 40);
    say(`${user}: ${event} is refused and explained`);
  }

  /// Everybody goes home: nobody's session lives for days.
  forget_sessions() {
    this.#faults.push(...[...this.#pages.values()].flatMap((page) => page.faults));
    this.#pages.clear();
  }

  /// No page had a fault, and every answer fitted the description of the API.
  expect_no_faults() {
    this.forget_sessions();
    const strange = this.#faults.filter((fault) => !/status of 4\d\d/.test(fault));
    assert.deepEqual(strange, [], 'faults on the pages');
    assert.deepEqual([...new Set(this.#misfits)], [], 'answers that do not fit the description');
    say('every answer fitted the description of the API');
  }

  async close() {
    await this.#browser?.close();
  }
}
