/// The other documents of the mock: history, diagram, explanation, trail, index, mail, due dates.
import { lines, process, stages, today } from './files.mjs';
import { named, people } from './people.mjs';

const [lan, minh, hoa] = people;

export function history() {
  const told = [
    ['2026-11-09T02:15:00Z', 'case.opened', lan, 'Mở hồ sơ', 'Case opened'],
    ['2026-11-10T03:20:00Z', 'draft.added', lan, 'Tải lên Dự thảo 3', 'Draft 3 uploaded'],
    ['2026-11-10T06:40:00Z', 'dossier.received', minh, 'Nhận Tờ trình', 'Submission received'],
    ['2026-11-10T06:41:00Z', 'dossier.received', minh, 'Nhận Dự thảo quyết định', 'Draft received'],
    ['2026-11-19T01:00:00Z', 'stage.entered', null, 'Vào giai đoạn Kiểm tra hồ sơ', 'Stage entered'],
    ['2026-11-19T01:00:00Z', 'deadline.started', null, 'Bắt đầu tính hạn 02 ngày làm việc', ''],
    ['2026-11-20T08:05:00Z', 'note.added', hoa, 'Đề nghị kiểm tra lại Điều 5', 'Check Article 5'],
  ];
  const items = told.map(([at, type, actor, text, text_en], sequence) => ({
    sequence: sequence + 1,
    at,
    type,
    actor: actor && named(actor),
    text,
    text_en,
    details: type.startsWith('deadline') ? { due: '2026-11-23' } : {},
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
        fault: null,
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

export function diagram(active) {
  const boxes = stages.map((stage, at) => {
    const x = 20 + (at % 4) * 210;
    const y = 20 + Math.floor(at / 4) * 110;
    const state = active.includes(stage.id) ? 'active' : at < 1 ? 'done' : '';
    const arrow =
      at === 0 || at % 4 === 0 ? '' : `<path class="edge" d="M${x - 40} ${y + 26}h38"/>`;
    return `${arrow}<g class="state ${state}"><rect x="${x}" y="${y}" width="170" height="52"
      rx="8"/><text x="${x + 85}" y="${y + 31}">${stage.title}</text></g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 840 330" width="840" height="330"
    onload="window.diagram_ran_script=true"><style>
    .state rect{fill:#fff;stroke:#98a2b3}.state text{font:13px sans-serif;text-anchor:middle}
    .active rect{fill:#1f4fc4;stroke:#1f4fc4}.active text{fill:#fff;font-weight:700}
    .done rect{fill:#e4f4ea}.edge{stroke:#667085;stroke-width:1.5}</style>
    <rect width="840" height="330" fill="#fff" style="rx: 8px"/>
    <script>window.diagram_ran_script = true</script>${boxes.join('')}</svg>`;
}

const acts = ['open', 'draft.add', 'dossier.receive', 'accept', 'assign', 'sign'];
export const audit = Array.from({ length: 120 }, (_, at) => ({
  index: 119 - at,
  at: new Date(Date.UTC(2026, 10, 23, 2, 0) - at * 5_400_000).toISOString(),
  actor: named(people[at % people.length]),
  on_behalf_of: at % 17 === 5 ? named(people[5]) : null,
  agency: people[at % people.length].agency,
  case_id: 12 + (at % 9),
  action: acts[at % acts.length],
  before: { stages: ['completeness'] },
  after: { stages: ['assignment'], data: { received_on: today } },
  note: at % 4 === 0 ? 'Đã kiểm tra đủ thành phần hồ sơ' : '',
  rule: `${process.id}@${process.hash.slice(0, 12)}`,
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
    status: points === null ? 'no_data' : 'computed',
    numerator: null,
    denominator: null,
    band: null,
    basis: 'Quyết định 484/QĐ-BTP ngày 31/3/2023',
    confidence: 'read-q',
    children: [],
    ...more,
  };
}

export const score = criterion('2', 'Cải cách thể chế', 'Institutional reform', 15, 4.5, {
  children: [
    criterion('2.1', 'Xây dựng văn bản quy phạm pháp luật', 'Making of legal texts', 11, 4.5, {
      children: [
        criterion('2.1.1', 'Thẩm định đề nghị đúng hạn', 'Proposals on time', 2, 1.75, {
          numerator: 19,
          denominator: 20,
          band: '95% đến dưới 100%: 1,75 điểm',
        }),
        criterion('2.1.2', 'Thẩm định dự thảo đúng hạn', 'Drafts on time', 3, 2.75, {
          numerator: 36,
          denominator: 37,
          band: '95% đến dưới 100%: 2,75 điểm',
          confidence: 'recall',
        }),
      ],
    }),
    criterion('2.2', 'Theo dõi thi hành pháp luật', 'Monitoring of enforcement', 4, null),
  ],
});

export const score_rows = {
  rows: lines.slice(0, 6).map((line, at) => ({
    case_id: line.case_id,
    title: line.title,
    date: '2026-10-14',
    counts: at !== 2,
    note: at === 2 ? 'Trễ 2 ngày làm việc' : '',
  })),
  text: '36 trong 37 báo cáo thẩm định gửi đúng hạn (97,3%), đạt khung 95% đến dưới 100%.',
  text_en: '36 of 37 appraisal reports were sent on time (97.3%).',
};

export const mail = [
  ['sent', 'hoa', '[còn 3 ngày làm việc] Thẩm định dự thảo quyết định – hạn 26/11', null],
  ['failed', 'tuan', '[quá hạn 2 ngày] Thẩm định dự thảo quyết định – hạn 19/11', '451 thử lại sau'],
  ['queued', 'nga', 'Việc trong ngày 23/11/2026', null],
].map(([state, to, subject, last_error], at) => ({
  id: at + 1,
  to: `${to}@example.vn`,
  letter: 'reminder',
  subject,
  state,
  attempts: at === 1 ? 5 : 1,
  queued_at: '2026-11-23T00:00:00Z',
  last_error,
  case_id: at < 2 ? 17 : null,
}));

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
      { kind: 'passed', date: '2023-05-01', words: 'Ngày Quốc tế Lao động', words_en: 'Labour Day' },
      { kind: 'rolled', date: '2023-05-04', words: '', words_en: '' },
    ],
  };
}
