/// The browser of the view tests: Debian's chromium, headless.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { password } from './mock/people.mjs';

const places = [process.env.TRINH_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'];

export async function open_browser() {
  const found = places.find((place) => place && existsSync(place));
  if (!found) throw new Error('No chromium found; install it: apt-get install chromium');
  return chromium.launch({
    executablePath: found,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

/// A page on which `user` has signed in; faults of the page are collected in page.faults.
export async function signed_in(browser, url, user, options = {}) {
  const { secret = password, ...wanted } = options;
  const context = await browser.newContext({ locale: 'vi-VN', ...wanted });
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', (fault) => page.faults.push(String(fault)));
  page.on('console', (line) => {
    if (line.type() === 'error') page.faults.push(line.text());
  });
  await page.goto(url);
  await page.getByLabel('Tên đăng nhập').fill(user);
  await page.locator('input[type=password]').fill(secret);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('heading', { name: 'Việc của tôi' }).waitFor();
  page.faults.length = 0;
  return page;
}
