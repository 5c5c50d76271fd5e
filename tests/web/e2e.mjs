/// The page on a REAL server with the sample department, as its officers use it: a draft decision
/// from its first upload to its entry into force, a campaign shared out by CSV, a round of the
/// index. Every JSON answer on the way must fit schemas/openapi.yaml, and no page may have a fault.
/// Run: TRINH_URL=http://127.0.0.1:8080 npm run e2e   (TRINH_PASSWORD: the sample's by default)
/// or:  TRINH_BINARY=build/dev/adapters/app/trinh npm run e2e   (a server of its own)
import { Appraisal } from './e2e/appraisal.mjs';
import { run_campaign } from './e2e/campaign.mjs';
import { run_index_round } from './e2e/index_round.mjs';
import { Office } from './e2e/office.mjs';
import { start_server } from './own_server.mjs';

const { TRINH_URL, TRINH_BINARY, TRINH_PASSWORD = 'trinh-demo' } = process.env;
if (!TRINH_URL && !TRINH_BINARY) {
  console.error('Set TRINH_URL to a running server (trinh serve --demo), or TRINH_BINARY.');
  process.exit(64);
}
const own = TRINH_URL ? null : await start_server(TRINH_BINARY);
const office = new Office(TRINH_URL ?? own.url, TRINH_PASSWORD);

try {
  const today = await office.today();
  const appraisal = new Appraisal(office, today);
  await run_campaign(office, today);
  await run_index_round(office);
  await appraisal.prepare();
  await appraisal.appraise();
  await appraisal.issue();
  await appraisal.publish();
  await appraisal.look_back();
  // Only a server of our own can be moved in time.
  if (own) await appraisal.take_effect(own.forward);
  office.expect_no_faults();
} finally {
  await office.close();
  await own?.stop();
}
