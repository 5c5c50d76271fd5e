/// The mock server keeps to the API's description, so that the view tests prove something.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { misfits } from '../contract.mjs';
import { password } from '../mock/people.mjs';
import { start_mock } from '../mock-server.mjs';

const reads = [
  '/api/me',
  '/api/work',
  '/api/cases?limit=5',
  '/api/cases/17',
  '/api/cases/21',
  '/api/cases/17/history',
  '/api/cases/17/explain?event=accept',
  '/api/cases/4711',
  '/api/cases?parent=21&overdue=true',
  '/api/campaigns',
  '/api/campaigns/21',
  '/api/campaigns/17',
  '/api/processes',
  '/api/people?role=specialist',
  '/api/agencies',
  '/api/audit',
  '/api/audit/verify',
  '/api/index',
  '/api/index/explain?code=2.1.2',
  '/api/index/rounds',
  '/api/index/rounds/1',
  '/api/index/values',
  '/api/index/snapshots',
  '/api/index/ranking',
  '/api/index/forecast',
  '/api/mail',
  '/api/due?from=2023-04-14&period=15%20days',
];

async function ask(mock, session, method, path, body) {
  const response = await fetch(mock.url + path, {
    method,
    body: body && JSON.stringify(body),
    headers: { Cookie: session.cookie ?? '', 'X-CSRF-Token': session.csrf ?? '' },
  });
  const answer = await response.json();
  const found = misfits(method, path.split('?')[0], response.status, answer);
  assert.deepEqual(found, []);
  return { response, answer };
}

test('every answer of the mock server fits schemas/openapi.yaml', async () => {
  const mock = await start_mock();
  try {
    const credentials = { user: 'tuan', password };
    const { response, answer } = await ask(mock, {}, 'POST', '/api/session', credentials);
    const session = { cookie: response.headers.get('set-cookie').split(';')[0], csrf: answer.csrf };
    for (const path of reads) await ask(mock, session, 'GET', path);
    const act = { event: 'dossier.receive', data: { item: 'to-trinh', received: true } };
    await ask(mock, session, 'POST', '/api/cases/17/actions', act);
    await ask(mock, session, 'POST', '/api/cases/17/drafts?number=1&file_name=a.docx', {});
    await ask(mock, session, 'POST', '/api/cases', { process: 'x', title: 'Quyết định' });
    await ask(mock, session, 'POST', '/api/index/what-if', { by: '2026-11-30', cases: [17] });
    await ask(mock, {}, 'GET', '/api/work');
  } finally {
    await mock.close();
  }
});

test('an answer that does not fit is noticed', () => {
  assert.deepEqual(misfits('GET', '/api/nothing', 200, {}), ['GET /api/nothing is not described']);
  const found = misfits('GET', '/api/work', 200, { today: '2026-11-23', items: [] });
  assert.equal(found.length, 1);
  assert.match(found[0], /counts/);
});
