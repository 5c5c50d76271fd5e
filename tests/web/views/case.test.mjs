/// The page of one case: acting, refusals, errors, the dossier, drafts and the diagram.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { use_world } from './world.mjs';

const world = use_world();
const guidance_text = 'Xem kỹ thẩm quyền ban hành.';
const assign = (page) => page.getByRole('button', { name: 'Phân công chuyên viên', exact: true });

async function open_case(page, mock) {
  await page.goto(`${mock.url}/cases/17`);
  await page.getByRole('heading', { name: 'Việc cần làm' }).waitFor();
}

/// Opens the form of "assign" and fills what it demands.
async function fill_assign(page) {
  await assign(page).click();
  const form = page.locator('.action-form');
  await form.getByLabel('Chuyên viên thẩm định').selectOption('hoa');
  await form.getByRole('radio', { name: 'Không' }).check();
  await form.getByLabel('Số trang hồ sơ').fill('42');
  await form.getByLabel('Ý kiến chỉ đạo').fill(guidance_text);
  return form;
}

test('an action sends what was typed, typed as it is, once for a double click', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await open_case(page, mock);
    const form = await fill_assign(page);

    await form.getByRole('button', { name: 'Phân công chuyên viên' }).dblclick();
    await page.getByText('Đã thực hiện; hồ sơ chuyển').waitFor();

    assert.equal(mock.world.acts.length, 1);
    const [{ event, data, version }] = mock.world.acts;
    assert.equal(event, 'assign');
    assert.equal(version, 8);
    assert.deepEqual(data, {
      specialist: 'hoa',
      touches_many_fields: false,
      urgent: false,
      pages: 42,
      guidance: guidance_text,
    });
    assert.equal(await assign(page).count(), 0, 'the action is gone');
  });
});

test('what is compulsory is asked for beside its field, and nothing is sent', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await open_case(page, mock);
    await assign(page).click();
    const form = page.locator('.action-form');

    await form.getByRole('button', { name: 'Phân công chuyên viên' }).click();

    await form.getByText('Chưa nhập: Chuyên viên thẩm định.').waitFor();
    await form.getByText('Chưa nhập: Dự thảo liên quan đến nhiều lĩnh vực.').waitFor();
    assert.equal(mock.world.acts.length, 0);
    const focused = await page.evaluate(() => document.activeElement?.tagName);
    assert.equal(focused, 'SELECT', 'the first missing field has the focus');
  });
});

test('an error stands beside the form, which keeps the text; a retry is the same act', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await open_case(page, mock);
    const form = await fill_assign(page);
    mock.world.fault = new mock.Refused(503, 'unavailable', 'Busy.', 'Máy chủ đang bận.');
    const keys = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') keys.push(request.headers()['idempotency-key']);
    });

    await form.getByRole('button', { name: 'Phân công chuyên viên' }).click();
    await form.getByText('Máy chủ đang bận.').waitFor();
    assert.equal(await form.getByLabel('Ý kiến chỉ đạo').inputValue(), guidance_text);

    mock.world.fault = null;
    await form.getByRole('button', { name: 'Phân công chuyên viên' }).click();
    await page.getByText('Đã thực hiện; hồ sơ chuyển').waitFor();
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1]);
  });
});

test('a lost session asks to sign in over the page and keeps the place and the text', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await open_case(page, mock);
    const form = await fill_assign(page);
    mock.world.sessions.clear();

    await form.getByRole('button', { name: 'Phân công chuyên viên' }).click();
    const dialog = page.getByRole('dialog', { name: 'Phiên làm việc đã kết thúc' });
    await dialog.waitFor();
    assert.equal(await dialog.getByLabel('Tên đăng nhập').inputValue(), 'tuan');
    await dialog.locator('input[type=password]').fill('trinh-demo');
    await dialog.getByRole('button', { name: 'Đăng nhập' }).click();
    await dialog.waitFor({ state: 'detached' });

    assert.equal(new URL(page.url()).pathname, '/cases/17');
    assert.equal(await form.getByLabel('Ý kiến chỉ đạo').inputValue(), guidance_text);
    await form.getByRole('button', { name: 'Phân công chuyên viên' }).click();
    await page.getByText('Đã thực hiện; hồ sơ chuyển').waitFor();
    assert.equal(mock.world.acts.length, 1);
  });
});

test('what was typed survives leaving the case and reloading the page', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await open_case(page, mock);
    await fill_assign(page);
    await page.getByRole('link', { name: 'Tính hạn' }).click();
    await page.getByRole('heading', { name: 'Tính hạn' }).waitFor();
    await page.goBack();
    await assign(page).click();
    const guidance = page.locator('.action-form').getByLabel('Ý kiến chỉ đạo');
    assert.equal(await guidance.inputValue(), guidance_text);

    await page.reload();
    await assign(page).click();
    assert.equal(await guidance.inputValue(), guidance_text);
  });
});

test('a case that moved on is loaded again and says so', async () => {
  await world.with_page('tuan', async (page, mock) => {
    await open_case(page, mock);
    const form = await fill_assign(page);
    mock.world.cases.get(17).version = 9;

    await form.getByRole('button', { name: 'Phân công chuyên viên' }).click();
    await form.getByText('Hồ sơ đã thay đổi.').waitFor();
    await form.getByText('Trang đã tải lại').waitFor();
    await page.waitForLoadState('networkidle');
    await form.getByRole('button', { name: 'Phân công chuyên viên' }).click();
    await page.getByText('Đã thực hiện; hồ sơ chuyển').waitFor();
    assert.equal(mock.world.acts.at(-1).version, 9);
  });
});

test('a refused action says why, cannot be pressed, and can be asked', async () => {
  await world.with_page('minh', async (page, mock) => {
    await open_case(page, mock);
    const accept = page.getByRole('button', { name: 'Tiếp nhận hồ sơ', exact: true });
    assert.equal(await accept.getAttribute('aria-disabled'), 'true');
    await page.getByText('Hồ sơ chưa đủ theo Điều 130.2; hãy yêu cầu bổ sung.').waitFor();
    await accept.click({ force: true });
    assert.equal(await page.locator('.action-form').count(), 0);

    await page.getByRole('button', { name: 'Vì sao: Tiếp nhận hồ sơ' }).click();
    await page.getByText('còn thiếu bản tổng hợp ý kiến').waitFor();
    await page.getByText('["tong-hop-y-kien"]').waitFor();
  });
});

test('recording the missing paper opens what was refused', async () => {
  await world.with_page('minh', async (page, mock) => {
    await open_case(page, mock);
    await page.getByText('Còn thiếu 1').waitFor();
    await page.getByRole('button', { name: /^Ghi nhận: Bản tổng hợp/ }).click();
    const form = page.getByRole('form', { name: /^Ghi nhận: Bản tổng hợp/ });
    await form.getByText('thứ Hai, 23/11/2026').waitFor();
    await form.getByRole('button', { name: 'Ghi nhận' }).click();

    await page.getByText('Đủ hồ sơ', { exact: true }).waitFor();
    const accept = page.getByRole('button', { name: 'Tiếp nhận hồ sơ', exact: true });
    assert.equal(await accept.getAttribute('aria-disabled'), 'false');
    const [{ data }] = mock.world.acts;
    assert.deepEqual(data, {
      item: 'tong-hop-y-kien',
      received: true,
      form: 'electronic',
      received_on: '2026-11-23',
    });
  });
});

test('a draft goes up and can be taken down again', async () => {
  await world.with_page('lan', async (page, mock) => {
    await open_case(page, mock);
    await page.locator('input[type=file]').nth(3).setInputFiles({
      name: 'Dự thảo 4.docx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('một dự thảo'),
    });
    const link = page.getByRole('link', { name: 'Dự thảo 4.docx' });
    await link.waitFor();
    assert.match(await link.getAttribute('href'), /^\/api\/cases\/17\/drafts\/4\?sha256=/);
    const download = page.waitForEvent('download');
    await link.click();
    assert.equal((await download).suggestedFilename(), 'Dự thảo 4.docx');
  });
});

test('a file that is too large is refused before it is sent', async () => {
  await world.with_page('lan', async (page, mock) => {
    await open_case(page, mock);
    await page.locator('input[type=file]').first().evaluate((input) => {
      const chosen = new DataTransfer();
      chosen.items.add(new File([new Uint8Array(25 * 1024 * 1024 + 1)], 'big.pdf'));
      input.files = chosen.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await page.getByText('Tệp lớn hơn 25 MB').waitFor();
    assert.equal(mock.world.cases.get(17).drafts[0].versions.length, 0);
  });
});

test('a diagram runs nothing and touches no style of the page', async () => {
  await world.with_page('minh', async (page, mock) => {
    mock.world.foreign_svg = `<script>window.diagram_ran_script = true</script>
      <style>body { display: none }</style>
      <g onclick="window.diagram_ran_script = true" style="opacity: 0"/>`;
    await open_case(page, mock);
    await page.locator('.diagram .active').waitFor();
    assert.equal(await page.evaluate(() => window.diagram_ran_script), undefined);
    assert.equal(await page.locator('.diagram script, .diagram style').count(), 0);
    assert.equal(await page.locator('.diagram [onclick], .diagram g[style]').count(), 0);
    assert.ok(await page.locator('body').isVisible());
    page.faults.length = 0;
  });
});

test('the diagram shows where the case stands', async () => {
  await world.with_page('minh', async (page, mock) => {
    await open_case(page, mock);
    await page.locator('.diagram .active').waitFor();
    const label = await page.locator('.diagram').getAttribute('aria-label');
    assert.match(label, /hồ sơ đang ở: Kiểm tra hồ sơ.*Quá hạn tại bước: Kiểm tra hồ sơ/);
  });
});

test('the heat map keeps its words readable in the dark', async () => {
  await world.with_page('minh', async (page, mock) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await open_case(page, mock);
    await page.locator('.diagram .heat-5').waitFor();
    const colours = await page.evaluate(() => {
      const root = document.querySelector('.diagram > div').shadowRoot;
      const fill = (of) => getComputedStyle(root.querySelector(of)).fill.match(/\d+/g).map(Number);
      return { box: fill('.heat-5 > .outline'), words: fill('.heat-5 > .stay') };
    });
    const light = (rgb) =>
      [0.2126, 0.7152, 0.0722].reduce((sum, part, at) => {
        const value = rgb[at] / 255;
        return sum + part * (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
      }, 0);
    assert.ok((light(colours.words) + 0.05) / (light(colours.box) + 0.05) >= 4.5);
  });
});

test('an event that no stage took is marked in the history', async () => {
  await world.with_page('minh', async (page, mock) => {
    await open_case(page, mock);
    const line = page.locator('.unheard').first();
    await line.waitFor();
    assert.match(await line.innerText(), /không được bước nào của quy trình tiếp nhận/);
  });
});

test('clocks tell their reason, and what is not verified is marked', async () => {
  await world.with_page('minh', async (page, mock) => {
    await open_case(page, mock);
    const clocks = page.locator('.clocks').first();
    assert.match(await clocks.innerText(), /02 ngày làm việc kể từ ngày 19\/11\/2026/);
    assert.match(await clocks.innerText(), /Chưa kiểm chứng\. Thời hạn này được áp dụng tương tự/);
    assert.match(await clocks.locator('.clock').first().innerText(), /Hôm nay/);
  });
});

test('a case prints without its buttons', async () => {
  await world.with_page('minh', async (page, mock) => {
    await open_case(page, mock);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('button:visible').count(), 0);
    assert.equal(await page.locator('nav:visible').count(), 0);
    assert.ok(await page.getByRole('heading', { name: 'Thành phần hồ sơ' }).isVisible());
  });
});
