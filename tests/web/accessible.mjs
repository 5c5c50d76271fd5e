/// Judges of how a page can be used: by everybody, and without scrolling sideways.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe_path = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const axe_source = readFileSync(axe_path, 'utf8');

/// Every rule of WCAG 2.0 to 2.2 A and AA and of good practice holds on the page as it stands.
export async function expect_accessible(page, place) {
  // Evaluated through the debugger, as the page's own policy lets no foreign script in.
  await page.evaluate(axe_source);
  const found = await page.evaluate(() => window.axe.run(document));
  const told = found.violations.map((one) => {
    const where = one.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`);
    return `${one.id}: ${one.help}\n  ${where.join('\n  ')}`;
  });
  assert.deepEqual(told, [], `axe on ${place}`);
}

/// Nothing sticks out to the side: a phone scrolls down only.
export async function expect_no_sideways_scroll(page, place) {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(over <= 0, `${place} is ${over} pixels wider than the window`);
}
