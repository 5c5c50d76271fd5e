/// Case files of the mock: one told in full, a few dozen as lines of a list.
import { actions } from './actions.mjs';
import { agencies, named, people, today } from './people.mjs';
import * as tables from './tables.mjs';

const basis = 'Luật 80/2015/QH13, Điều 130';
const by_id = Object.fromEntries(people.map((one) => [one.id, one]));

export const process = {
  id: 'appraisal-ppc-decision',
  title: 'Thẩm định dự thảo quyết định của Ủy ban nhân dân tỉnh',
  title_en: 'Appraisal of a draft decision of the Provincial People’s Committee',
  regime: 'law-2015',
  basis: `${basis}; Nghị định 34/2016/NĐ-CP`,
  hash: '9f2c41d07be3aa5518e0c1f4',
  valid_from: '2021-01-01',
  valid_to: null,
  validity: 'từ 01/01/2021',
  validity_en: 'from 2021-01-01',
};
export const { title: _title, title_en: _title_en, id: _id, hash: _hash, ...regime } = process;

export const stages = [
  { id: 'intake', title: 'Tiếp nhận hồ sơ', title_en: 'Intake' },
  { id: 'completeness', title: 'Kiểm tra hồ sơ', title_en: 'Completeness check' },
  { id: 'assignment', title: 'Phân công thẩm định', title_en: 'Assignment' },
  { id: 'appraisal', title: 'Soạn báo cáo thẩm định', title_en: 'Drafting the report' },
  { id: 'review', title: 'Trưởng phòng xem xét', title_en: 'Review by the head' },
  { id: 'signature', title: 'Giám đốc ký báo cáo', title_en: 'Signature' },
  { id: 'explanation', title: 'Giải trình, tiếp thu', title_en: 'Explanation and revision' },
  { id: 'ppc-office-check', title: 'Văn phòng kiểm tra', title_en: 'Office check' },
  { id: 'ppc-meeting', title: 'Ủy ban nhân dân tỉnh họp', title_en: 'Committee meeting' },
  { id: 'in-force', title: 'Có hiệu lực', title_en: 'In force' },
];

export function clock(overrides = {}) {
  return {
    id: 'appraisal',
    entry: 3,
    title: 'Báo cáo thẩm định',
    title_en: 'Appraisal report',
    state: 'running',
    started_on: '2026-11-11',
    due: '2026-11-26',
    due_spoken: 'Thứ Năm, ngày 26/11/2026',
    remaining_working_days: 3,
    phase: 'soon',
    reason: '15 ngày kể từ ngày 11/11/2026 (ngày nhận đủ hồ sơ) = 26/11/2026',
    reason_en: '15 days from 11/11/2026 (the dossier was complete) = 26/11/2026',
    basis: `${basis}.4`,
    confidence: 'read',
    is_certain: true,
    owner_role: 'specialist',
    note: '',
    ...overrides,
  };
}

const subjects = [
  'quản lý, bảo vệ kết cấu hạ tầng giao thông đường bộ địa phương',
  'mức thu, chế độ thu phí bảo vệ môi trường đối với khai thác khoáng sản',
  'phân cấp quản lý chất thải rắn sinh hoạt trên địa bàn tỉnh',
  'định mức kinh tế - kỹ thuật lĩnh vực đo đạc, bản đồ',
  'cơ chế phối hợp quản lý người nước ngoài cư trú trên địa bàn',
  'bảng giá đất điều chỉnh giai đoạn 2025 - 2029',
  'tiêu chí xét tặng danh hiệu gia đình văn hóa',
  'quản lý dạy thêm, học thêm trong các cơ sở giáo dục',
];

function line(id, phase, days) {
  const at = id % subjects.length;
  const due = { overdue: '2026-11-19', today, soon: '2026-11-25', later: '2026-12-04' }[phase];
  const mine = phase === 'none' ? null : clock({ due, phase, remaining_working_days: days });
  if (mine) mine.reason = '15 ngày kể từ ngày nhận đủ hồ sơ';
  if (mine && id % 3 === 0) mine.confidence = 'recall';
  const stage = stages[phase === 'none' ? 1 : 3 + (id % 3)];
  return {
    case_id: id,
    title: `Quyết định ban hành Quy định về ${subjects[at]}`,
    process: process.id,
    process_title: process.title,
    process_title_en: process.title_en,
    stages: [stage],
    drafting_agency: agencies[1 + (id % 3)],
    opened_at: '2026-11-09T02:15:00Z',
    clock: mine,
    waiting_for: [
      {
        role: 'specialist',
        title: 'Chuyên viên thẩm định',
        title_en: 'Specialist',
        person: id % 4 === 0 ? null : named(by_id.hoa),
      },
    ],
    is_closed: false,
  };
}

export const work = [
  line(12, 'overdue', -2),
  line(15, 'today', 0),
  line(17, 'soon', 3),
  line(21, 'soon', 1),
  line(22, 'later', 9),
  line(23, 'later', 12),
  line(24, 'none', null),
];

export const lines = [
  ...work,
  ...Array.from({ length: 33 }, (_, at) => line(30 + at, 'later', 9)),
  ...Array.from({ length: 4 }, (_, at) => ({ ...line(70 + at, 'later', 9), is_closed: true })),
].sort((a, b) => b.case_id - a.case_id);

const dossier_items = [
  ['to-trinh', 'Tờ trình Ủy ban nhân dân tỉnh về dự thảo quyết định', 'Submission', 'paper', 'a'],
  ['du-thao', 'Dự thảo quyết định', 'Draft decision', 'paper', 'b'],
  [
    'tong-hop-y-kien',
    'Bản tổng hợp, giải trình, tiếp thu ý kiến góp ý; bản chụp ý kiến góp ý',
    'Collation of comments with copies',
    'electronic',
    'c',
  ],
  ['tai-lieu-khac', 'Tài liệu khác', 'Other documents', 'electronic', 'd'],
];

function dossier() {
  const items = dossier_items.map(([id, title, title_en, form, point], at) => ({
    id,
    title,
    title_en,
    form,
    required: at < 3,
    basis: `${basis}.2.${point}`,
    received: at < 2,
    received_form: at < 2 ? form : '',
    received_on: at < 2 ? '2026-11-10' : null,
    by: at < 2 ? named(by_id.minh) : null,
  }));
  return { basis: `${basis}.2`, complete: false, items };
}

const draft_meanings = [
  'Do đơn vị chủ trì soạn thảo trình Thủ trưởng cơ quan',
  'Gửi lấy ý kiến cơ quan, tổ chức, cá nhân',
  'Gửi cơ quan tư pháp thẩm định',
  'Đã tiếp thu ý kiến thẩm định, trình Ủy ban nhân dân tỉnh',
  'Được Ủy ban nhân dân tỉnh thông qua',
];

function drafts() {
  return draft_meanings.map((meaning, at) => ({
    number: at + 1,
    title: `Dự thảo ${at + 1}`,
    title_en: `Draft ${at + 1}`,
    meaning,
    meaning_en: '',
    versions:
      at === 2
        ? [
            {
              sha256: 'a'.repeat(64),
              file_name: 'Dự thảo 3 - quản lý đường bộ địa phương.docx',
              bytes: 184320,
              at: '2026-11-10T03:20:00Z',
              by: named(by_id.lan),
            },
          ]
        : [],
  }));
}

export function full_case(id) {
  const known = lines.find((one) => one.case_id === id) ?? lines[0];
  return {
    id,
    version: 8,
    title: known.title,
    process,
    drafting_agency: known.drafting_agency,
    department: agencies[0],
    opened_at: '2026-11-09T02:15:00Z',
    triggered_on: '2026-11-09',
    opened_by: named(by_id.lan),
    is_closed: known.is_closed,
    stages: known.is_closed ? [] : [stages[1]],
    data: [
      {
        field: 'meeting_date',
        title: 'Ngày Ủy ban nhân dân tỉnh họp',
        title_en: 'Committee meets on',
        type: 'date',
        value: '2026-12-18',
        shown: '18/12/2026',
      },
    ],
    dossier: dossier(),
    drafts: drafts(),
    clocks: [
      clock(),
      clock({
        id: 'completeness',
        title: 'Kiểm tra hồ sơ',
        title_en: 'Completeness check',
        due: today,
        due_spoken: 'Thứ Hai, ngày 23/11/2026',
        phase: 'today',
        remaining_working_days: 0,
        reason: '02 ngày làm việc kể từ ngày 19/11/2026 = 23/11/2026',
        reason_en: '2 working days from 19/11/2026 = 23/11/2026',
        basis: 'Nghị định 34/2016/NĐ-CP, Điều 15.2',
        confidence: 'analogy',
        note: 'Nghị định quy định cho đề nghị xây dựng văn bản.',
      }),
      clock({
        id: 'submission',
        title: 'Gửi hồ sơ trước phiên họp',
        title_en: 'Submission before the meeting',
        state: 'not_started',
        due: null,
        due_spoken: '',
        phase: 'none',
        remaining_working_days: null,
        reason: 'Chưa bắt đầu: chưa có ngày họp',
        reason_en: 'Not started: no meeting date yet',
        basis: 'Luật 80/2015/QH13, Điều 131.1',
      }),
      clock({
        id: 'sending',
        title: 'Gửi hồ sơ thẩm định',
        title_en: 'Sending the dossier',
        state: 'closed',
        phase: 'on_time',
        remaining_working_days: null,
        due: '2026-11-23',
        reason: '25 ngày trước ngày họp 18/12/2026 = 23/11/2026',
        basis: `${basis}.1`,
      }),
    ],
    actions: known.is_closed ? [] : structuredClone(id === 21 ? tables.actions : actions),
    tables: id === 21 ? tables.tables : [],
    appointed: [
      {
        role: 'specialist',
        title: 'Chuyên viên thẩm định',
        title_en: 'Specialist',
        person: named(by_id.hoa),
      },
    ],
    waiting_for: known.is_closed
      ? []
      : [{ role: 'clerk', title: 'Văn thư', title_en: 'Clerk', person: null }],
    earlier_case: id === 17 ? 12 : id >= 30 ? 21 : null,
    relation: id === 17 ? 're-appraisal' : '',
    later_cases: [],
    related: id === 17 ? [{ case_id: 12, relation: 're-appraisal' }] : [],
  };
}
