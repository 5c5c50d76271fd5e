/// A stand-in for the real server: the built page and canned documents in the shape of
/// schemas/openapi.yaml, with sessions, idempotency and faults on demand. It serves the view
/// tests and work on the page; it decides nothing by law.
/// Run: npm run mock  (TRINH_WEB_DIST: the folder of the built page)
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as campaigns from './mock/campaigns.mjs';
import * as files from './mock/files.mjs';
import * as index_work from './mock/index_work.mjs';
import * as papers from './mock/papers.mjs';
import { agencies, named, password, people, today } from './mock/people.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = process.env.TRINH_WEB_DIST ?? join(here, '../../adapters/web/dist');
const policy =
  "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; " +
  "frame-ancestors 'none'";
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

class Refused extends Error {
  constructor(status, reason, message, message_vi = '') {
    super(message);
    Object.assign(this, { status, reason, message_vi });
  }
}

/// A fresh world: what tests change in one does not reach another.
function new_world() {
  return {
    sessions: new Map(),
    cases: new Map(),
    answers: new Map(),
    acts: [],
    opened_count: 0,
    /// The cases at work that case 21 has opened.
    of_campaign: [],
    values: [],
    fault: null,
    foreign_svg: '',
  };
}

function case_of(world, id) {
  if (!files.lines.some((one) => one.case_id === id) && !world.cases.has(id))
    throw new Refused(404, 'not_found', `There is no case ${id}.`, `Không có hồ sơ số ${id}.`);
  if (!world.cases.has(id)) world.cases.set(id, files.full_case(id));
  return world.cases.get(id);
}

function me(session) {
  const user = people.find((one) => one.id === session.user);
  return { user, csrf: session.csrf, today: today, now: `${today}T02:00:00Z` };
}

function counts(items) {
  const found = { overdue: 0, today: 0, soon: 0, later: 0, none: 0 };
  for (const item of items) found[item.clock?.phase ?? 'none']++;
  return found;
}

function work_of(world) {
  const parent = files.lines.find((one) => one.case_id === campaigns.parent_id);
  return files.work.map((one) => {
    const is_child = world.of_campaign.includes(one.case_id);
    const { case_id, title } = is_child ? parent : { case_id: null, title: null };
    return { ...one, parent: case_id, parent_title: title };
  });
}

function list_cases(asked) {
  const limit = Number(asked.get('limit') ?? 25);
  const below = Number(asked.get('below') ?? Infinity);
  const text = (asked.get('text') ?? '').toLowerCase();
  const closed = asked.get('closed');
  const parent = Number(asked.get('parent'));
  const of_parent = asked.get('overdue') ? campaigns.late_of : campaigns.children_of;
  const found = (parent ? of_parent(parent) : files.lines).filter(
    (one) =>
      one.case_id < below &&
      (closed === null || String(one.is_closed) === closed) &&
      one.title.toLowerCase().includes(text),
  );
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? items.at(-1).case_id : null };
}

function show_campaign(id) {
  const found = campaigns.one(id);
  if (found) return found;
  const said = `Hồ sơ số ${id} chưa mở hồ sơ con nào.`;
  throw new Refused(404, 'not_found', `Case ${id} has opened no other cases.`, said);
}

function list_audit(asked) {
  const below = Number(asked.get('below') ?? Infinity);
  const limit = Number(asked.get('limit') ?? 50);
  const found = papers.audit.filter(
    (one) =>
      one.index < below &&
      (!asked.get('case') || one.case_id === Number(asked.get('case'))) &&
      (!asked.get('actor') || one.actor.id === asked.get('actor')),
  );
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? items.at(-1).index : null };
}

function receive(file, data) {
  const item = file.dossier.items.find((one) => one.id === data.item);
  Object.assign(item, {
    received: data.received,
    received_form: data.form ?? '',
    received_on: data.received_on ?? null,
  });
  file.dossier.complete = file.dossier.items.every((one) => one.received || !one.required);
  const accept = file.actions.find((one) => one.event === 'accept');
  if (accept) accept.permitted = file.dossier.complete;
}

const done = {
  message: 'Đã thực hiện; hồ sơ chuyển sang giai đoạn tiếp theo.',
  message_en: 'Done; the case has moved on.',
  moved_to: [],
  opened_case: null,
  opened_count: 0,
};

function act(world, id, body) {
  const file = case_of(world, id);
  world.acts.push(body);
  if (body.version !== undefined && body.version !== file.version)
    throw new Refused(409, 'conflict', 'The case has moved on.', 'Hồ sơ đã thay đổi.');
  if (body.event === 'dossier.receive') receive(file, body.data);
  else file.actions = file.actions.filter((one) => one.event !== body.event);
  file.version++;
  const { opened_count } = world;
  return { case: file, result: { ...done, opened_count } };
}

function add_draft(world, id, asked, body) {
  const file = case_of(world, id);
  const draft = file.drafts.find((one) => one.number === Number(asked.get('number')));
  draft.versions.push({
    sha256: String(draft.versions.length).padStart(64, 'b'),
    file_name: asked.get('file_name'),
    bytes: body.length,
    at: `${today}T02:30:00Z`,
    by: named(people[0]),
  });
  file.version++;
  return { case: file, result: done };
}

function open_case(world, body) {
  if (!body.title.trim())
    throw new Refused(422, 'invalid_input', 'A case needs a title.', 'Chưa nhập tên dự thảo.');
  const file = { ...files.full_case(17), id: 900 + world.cases.size, title: body.title };
  world.cases.set(file.id, file);
  return file;
}

function read(world, session, path, asked) {
  const [, , room, id, part] = path.split('/');
  if (path === '/api/me') return me(session);
  if (path === '/api/work')
    return { today, items: work_of(world), counts: counts(files.work) };
  if (path === '/api/processes')
    return { items: [{ ...files.process, plan: '2.2', opened_by: ['drafter', 'clerk'], can_open: true, regimes: [files.regime] }] };
  if (path === '/api/agencies') return { items: agencies };
  if (path === '/api/people')
    return {
      items: people
        .filter((one) => !asked.get('role') || one.roles.includes(asked.get('role')))
        .map((one, at) => ({ ...one, open_cases: 4 + at })),
    };
  if (path === '/api/cases') return list_cases(asked);
  if (path === '/api/campaigns') return campaigns.list();
  if (room === 'campaigns') return show_campaign(Number(id));
  if (path === '/api/audit') return list_audit(asked);
  if (path === '/api/audit/verify') return papers.verified;
  if (path === '/api/index') return papers.score;
  if (path === '/api/index/explain') return papers.score_rows;
  if (path === '/api/index/rounds') return index_work.rounds;
  if (path === '/api/index/rounds/1') return index_work.round;
  if (path === '/api/index/values') return { on: today, items: world.values };
  if (path === '/api/index/snapshots') return index_work.snapshots;
  if (path === '/api/index/ranking') return index_work.ranking;
  if (path === '/api/index/forecast') return index_work.forecast;
  if (path === '/api/mail') return { items: papers.mail_in(asked.get('state')) };
  if (path === '/api/due') return papers.due(asked);
  if (path === '/api/forms') return papers.forms(asked.get('case'));
  if (room === 'cases' && part === 'history') return papers.history();
  if (room === 'cases' && part === 'explain') return papers.explain(asked.get('event'));
  if (room === 'cases' && !part) return case_of(world, Number(id));
  throw new Refused(404, 'not_found', `There is nothing at ${path}.`);
}

function enter_value(world, { on, value }) {
  const evidence = value.evidence.map((one) => ({ ...one, text: one.title }));
  const at = new Date().toISOString();
  const person = named(people[0]);
  world.values.unshift({ note: '', ...value, evidence, on, at, person });
  return { criterion: papers.score.criteria[0], points: 1, on };
}

function change(world, path, asked, body) {
  const [, , room, id, part] = path.split('/');
  if (path === '/api/cases') return [201, open_case(world, JSON.parse(body))];
  if (path === '/api/index/values') return [201, enter_value(world, JSON.parse(body))];
  if (path === '/api/index/what-if') return [200, index_work.what_if(JSON.parse(body))];
  const number = Number(id);
  if (part === 'actions') return [200, act(world, number, JSON.parse(body))];
  if (part === 'drafts') return [200, add_draft(world, number, asked, body)];
  if (room === 'mail') return [200, papers.mail.find((one) => one.id === Number(id))];
  throw new Refused(404, 'not_found', `There is nothing at ${path}.`);
}

function sign_in(world, body, reply) {
  const { user, password: given } = JSON.parse(body);
  if (!people.some((one) => one.id === user) || given !== password)
    throw new Refused(
      401,
      'not_signed_in',
      'The user name or the password is wrong.',
      'Tên đăng nhập hoặc mật khẩu không đúng.',
    );
  const key = Math.random().toString(36).slice(2);
  world.sessions.set(key, { user, csrf: `csrf-${key}` });
  reply.setHeader('Set-Cookie', `trinh_session=${key}; HttpOnly; SameSite=Strict; Path=/`);
  return me(world.sessions.get(key));
}

function session_of(world, request) {
  const key = /trinh_session=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
  const session = world.sessions.get(key);
  if (!session)
    throw new Refused(401, 'not_signed_in', 'Sign in first.', 'Ông/bà chưa đăng nhập.');
  return session;
}

/// Answers once for each Idempotency-Key, as the real server does.
function once(world, request, make) {
  const key = request.headers['idempotency-key'];
  if (key && world.answers.has(key)) return world.answers.get(key);
  const answer = make();
  if (key) world.answers.set(key, answer);
  return answer;
}

function api(world, request, reply, url, body) {
  const { method } = request;
  if (url.pathname === '/api/session' && method === 'POST')
    return [200, sign_in(world, body.toString(), reply)];
  const session = session_of(world, request);
  if (method === 'GET') return [200, read(world, session, url.pathname, url.searchParams)];
  if (request.headers['x-csrf-token'] !== session.csrf)
    throw new Refused(403, 'not_permitted', 'The CSRF token is wrong.', 'Yêu cầu không hợp lệ.');
  if (method === 'DELETE') {
    world.sessions.clear();
    return [204, null];
  }
  if (world.fault) throw world.fault;
  const text = url.pathname.endsWith('/drafts') ? body : body.toString();
  return once(world, request, () => change(world, url.pathname, url.searchParams, text));
}

function send_file(reply, path) {
  const wanted = join(dist, path);
  const found = path !== '/' && existsSync(wanted) ? wanted : join(dist, 'index.html');
  reply.setHeader('Content-Type', types[extname(found)] ?? 'application/octet-stream');
  reply.end(readFileSync(found));
}

function send_problem(reply, fault) {
  const { status = 500, reason = 'unavailable', message, message_vi = '' } = fault;
  reply.writeHead(status, { 'Content-Type': 'application/json' });
  reply.end(JSON.stringify({ error: { reason, message, message_vi } }));
}

/// Starts on a free port (or `port`); answers {url, world, close}.
export async function start_mock(port = 0) {
  const world = new_world();
  const server = createServer(async (request, reply) => {
    const url = new URL(request.url, 'http://localhost');
    const parts = [];
    for await (const part of request) parts.push(part);
    reply.setHeader('Content-Security-Policy', policy);
    try {
      if (!url.pathname.startsWith('/api/')) return send_file(reply, url.pathname);
      if (/diagram\.svg$/.test(url.pathname)) {
        reply.setHeader('Content-Type', 'image/svg+xml');
        return reply.end(papers.diagram(['completeness'], world.foreign_svg, url.searchParams.get('language')));
      }
      if (/\/drafts\/\d$/.test(url.pathname)) return reply.end('a draft');
      if (/^\/api\/forms\/.+\.(xlsx|docx)$/.test(url.pathname)) {
        if (world.fault) throw world.fault;
        const [name] = url.pathname.split('/').slice(-1);
        const spoken = encodeURIComponent(`Sổ – ${name}`);
        reply.setHeader(
          'Content-Disposition',
          `attachment; filename="${name}"; filename*=UTF-8''${spoken}`,
        );
        return reply.end(`an office file for ${url.search}`);
      }
      const [status, answer] = api(world, request, reply, url, Buffer.concat(parts));
      reply.writeHead(status, { 'Content-Type': 'application/json' });
      return reply.end(status === 204 ? undefined : JSON.stringify(answer));
    } catch (fault) {
      return send_problem(reply, fault);
    }
  });
  await new Promise((ready) => server.listen(port, '127.0.0.1', ready));
  const close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { url: `http://127.0.0.1:${server.address().port}`, world, close, Refused };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await start_mock(Number(process.env.PORT ?? 8081));
  const names = people.map((one) => one.id).join(', ');
  console.log(`mock server at ${url} – accounts: ${names}; password: ${password}`);
}
