/// The other documents of the mock: history, diagram, explanation, trail, index, mail, due dates.
import { lines, process, stages } from './files.mjs';
import { named, people, today } from './people.mjs';

const [lan, minh, hoa] = people;

export function history() {
  const told = [
    ['2026-11-09T02:15:00Z', 'case_opened', lan, 'Mở hồ sơ', 'Case opened'],
    ['2026-11-10T03:20:00Z', 'draft_added', lan, 'Tải lên Dự thảo 3', 'Draft 3 uploaded'],
    ['2026-11-10T06:40:00Z', 'item_marked', minh, 'Nhận Tờ trình', 'Submission received'],
    ['2026-11-10T06:41:00Z', 'item_marked', minh, 'Nhận Dự thảo', 'Draft received'],
    ['2026-11-19T01:00:00Z', 'stepped', null, 'Đến bước Kiểm tra hồ sơ', 'Stage entered'],
    [
      '2026-11-19T01:00:00Z',
      'event_ignored',
      null,
      'Sự kiện “nhac-viec” không được bước nào của quy trình tiếp nhận',
      "Event 'nhac-viec' was taken by no stage of the process",
    ],
    ['2026-11-19T01:00:00Z', 'clock_set', null, 'Bắt đầu tính hạn 02 ngày làm việc', ''],
    ['2026-11-20T08:05:00Z', 'action_taken', hoa, 'Đề nghị kiểm tra lại Điều 5', 'Check Article 5'],
  ];
  const items = told.map(([at, type, actor, text, text_en], sequence) => ({
    sequence: sequence + 1,
    at,
    type,
    actor: actor && named(actor),
    text,
    text_en,
    details: type === 'clock_set' ? { due: '2026-11-23' } : {},
  }));
  return { items };
}

export function explain(event) {
  const would = event !== 'accept';
  return {
    event,
    would_be_taken: would,
    answer: would
      ? 'Việc này thực hiện được ở giai đoạn hiện tại.'
      : 'Điều kiện dossier.complete không đúng: còn thiếu bản tổng hợp ý kiến.',
    answer_en: would ? 'It can be done at this stage.' : 'The condition dossier.complete is false.',
    tried: [
      {
        source: 'completeness',
        source_title: 'Kiểm tra hồ sơ',
        condition: would ? '' : 'dossier.complete',
        condition_holds: would,
        is_chosen: would,
        fault: '',
        values: would ? {} : { 'dossier.complete': false, 'dossier.missing': ['tong-hop-y-kien'] },
        line: 84,
      },
    ],
    permission: {
      allowed: true,
      reason: 'Vai trò Văn thư được thực hiện việc này.',
      reason_en: 'The role Clerk may do this.',
    },
  };
}

/// As the server draws it; `foreign` is what somebody else might have slipped in.
export function diagram(active, foreign = '', language = 'vi') {
  const boxes = stages.map((stage, at) => {
    const x = 20 + (at % 4) * 210;
    const y = 20 + Math.floor(at / 4) * 110;
    const state = active.includes(stage.id) ? ' active' : at < 1 ? ' done' : '';
    const fill = { ' active': '#dbe9ff', ' done': '#eaf5ec' }[state] ?? '#ffffff';
    const arrow = `<g class="edge"><path class="line" d="M${x - 40} ${y + 26}h38" fill="none"
      stroke="#5a6a80"/></g>`;
    return `${at % 4 === 0 ? '' : arrow}<g class="state atomic${state}${at < 2 ? ` heat heat-${at + 4}` : ''}">
      <title>${stage.title}</title><rect class="outline" x="${x}" y="${y}"
      width="170" height="52" rx="8" fill="${fill}" stroke="#8a97a8"/>
      <text class="title" x="${x + 85}" y="${y + 31}" font-size="13"
      text-anchor="middle" fill="#1f2937">${language === 'en' ? stage.title_en : stage.title}</text>
      <text class="stay" x="${x + 85}" y="${y + 46}" font-size="11" text-anchor="middle"
      fill="#1f2937">${at < 2 ? '2,5 ngày làm việc' : ''}</text></g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 840 330" width="840" height="330"
    font-family="sans-serif"><title>Sơ đồ</title><desc>Quá hạn tại bước: Kiểm tra hồ sơ.</desc>${foreign}
    <rect class="sheet" width="840" height="330" fill="#ffffff"/>${boxes.join('')}</svg>`;
}

const acts = ['case.open', 'draft.add', 'dossier.receive', 'accept', 'assign', 'sign'];
export const audit = Array.from({ length: 120 }, (_, at) => ({
  index: 119 - at,
  at: new Date(Date.UTC(2026, 10, 23, 2, 0) - at * 5_400_000).toISOString(),
  actor: named(people[at % people.length]),
  ...(at % 17 === 5 ? { on_behalf_of: people[5].id } : {}),
  agency: people[at % people.length].agency.id,
  case_id: 12 + (at % 9),
  action: acts[at % acts.length],
  ...(at % 6 === 3 ? { action_title: 'Tiếp nhận hồ sơ', action_title_en: 'Accept' } : {}),
  before: 'completeness',
  after: 'assignment',
  note: at % 4 === 0 ? 'Đã kiểm tra đủ thành phần hồ sơ' : '',
  definition: `${process.id}@${process.hash.slice(0, 12)}`,
  basis: process.basis,
  via: 'http',
  leaf_hash: (at * 7919).toString(16).padStart(64, '0'),
}));

export const verified = {
  ok: true,
  size: 120,
  root: 'c0ffee'.padEnd(64, '1'),
  checkpoints: 3,
  message: 'All 120 entries match the signed root.',
  message_vi: 'Toàn bộ 120 mục khớp với giá trị gốc đã ký.',
};

function criterion(code, title, title_en, max, points, more = {}) {
  return {
    code,
    title,
    title_en,
    max,
    points,
    points_configured: true,
    status: points === null ? 'no-data' : 'scored',
    remark: '',
    basis: 'Quyết định 484/QĐ-BTP ngày 31/3/2023',
    confidence: 'read-q',
    formula: 'tiers',
    evidence: [],
    children: [],
    ...more,
  };
}

const drafts_on_time = criterion('2.1.2', 'Thẩm định dự thảo đúng hạn', 'Drafts on time', 3, 2.75, {
  measure: 'appraisal-draft',
  numerator: 36,
  denominator: 37,
  percent: 97.3,
  band: '95% đến dưới 100%: 2,75 điểm',
  band_en: '95% to under 100%: 2.75 points',
  confidence: 'recall',
});

export const score = {
  index: 'institutional-reform',
  title: 'Cải cách thể chế',
  title_en: 'Institutional reform',
  from: '2026-01-01',
  on: today,
  points: 4.5,
  max: 15,
  criteria: [
    criterion('2.1', 'Xây dựng văn bản quy phạm pháp luật', 'Making of legal texts', 11, 4.5, {
      children: [
        criterion('2.1.1', 'Thẩm định đề nghị đúng hạn', 'Proposals on time', 2, 1.75, {
          measure: 'appraisal-proposal',
          numerator: 19,
          denominator: 20,
          percent: 95,
          band: '95% đến dưới 100%: 1,75 điểm',
          band_en: '95% to under 100%: 1.75 points',
        }),
        drafts_on_time,
      ],
    }),
    criterion('2.2', 'Theo dõi thi hành pháp luật', 'Monitoring of enforcement', 4, null),
  ],
  broken_sums: [],
};

export const score_rows = {
  ...drafts_on_time,
  rows: lines.slice(0, 6).map((line, at) => ({
    case_id: line.case_id,
    title: line.title,
    date: '2026-10-14',
    counts: at !== 2,
    note: at === 2 ? 'Trễ 2 ngày làm việc' : '',
  })),
  rows_left_out: 31,
  text: '36 trong 37 báo cáo thẩm định gửi đúng hạn (97,3%), đạt khung 95% đến dưới 100%.',
  text_en: '36 of 37 appraisal reports were sent on time (97.3%).',
};

export const mail = [
  ['sent', 'hoa', 'deadline-today', ''],
  ['dead', 'tuan', 'deadline-overdue', '451 thử lại sau'],
  ['pending', 'nga', 'digest', ''],
].map(([state, to, letter, last_error], at) => ({
  id: at + 1,
  channel: 'mail',
  together: null,
  to: `${to}@example.vn`,
  letter,
  state,
  attempts: at === 1 ? 5 : 1,
  queued_at: '2026-11-23T00:00:00Z',
  not_before: '2026-11-23T01:00:00Z',
  last_error,
  case_id: at < 2 ? 17 : null,
}));

export function mail_in(state) {
  return mail.filter((one) => !state || one.state === state);
}

export function due(asked) {
  const start = asked.get('from') ?? asked.get('before');
  return {
    due: '2023-05-04',
    due_spoken: 'Thứ Năm, ngày 04/5/2023',
    unrolled: '2023-04-29',
    reason: `${asked.get('period')} từ ${start} = 29/04/2023 (thứ Bảy) → 04/05/2023`,
    reason_en: `${asked.get('period')} from ${start} = 29/04/2023 (Saturday) → 04/05/2023`,
    is_certain: false,
    steps: [
      { kind: 'start', date: start, words: '', words_en: '' },
      { kind: 'reached', date: '2023-04-29', words: 'thứ Bảy; Giỗ Tổ', words_en: 'Saturday' },
      { kind: 'passed', date: '2023-05-01', words: 'Quốc tế Lao động', words_en: 'Labour Day' },
      { kind: 'rolled', date: '2023-05-04', words: '', words_en: '' },
    ],
  };
}

const form = (id, source, title, more = {}) => ({
  id,
  title,
  title_en: `Form ${id}`,
  number: '',
  basis: 'Điều 115 Nghị định số 34/2016/NĐ-CP',
  regime: 'law-2015',
  note: '',
  source,
  processes: ['appraisal-ppc-decision'],
  unverified_columns: [],
  ...more,
});

export function forms(of_case) {
  const all = [
    form('appraisal-report', 'case', 'Báo cáo thẩm định'),
    form('incoming-texts', 'cases', 'Sổ văn bản đến'),
    form('unlawful-texts', 'cases', 'Sổ theo dõi xử lý văn bản trái pháp luật', {
      number: 'Mẫu số 02 Phụ lục III Nghị định số 34/2016/NĐ-CP',
      unverified_columns: ['STT'],
    }),
  ];
  return { items: of_case ? all.filter((one) => one.source === 'case') : all };
}
