/// The mock's rounds, frozen scores, costs and forecast of the index.
import { named, people, today } from './people.mjs';

const line = {
  number: 1,
  on: '2026-06-30',
  state: 'locked',
  state_title: 'Đã khóa điểm tự chấm, chờ thẩm định',
  state_title_en: 'Locked, to be reviewed',
  snapshot: 1,
  max: 5,
  self: 4.5,
  reviewed: 4,
  last: 4,
};

const row = (code, depth, title, self, reviewed, more = {}) => ({
  code,
  title,
  title_en: `Criterion ${code}`,
  depth,
  is_leaf: depth > 0,
  max: depth > 0 ? 2.5 : 5,
  self,
  status: 'scored',
  points_configured: true,
  evidence: [],
  self_explanation: '',
  reviewed,
  is_reviewed: reviewed !== self,
  review_note: '',
  explanation: '',
  explanation_evidence: [],
  second: null,
  second_note: '',
  last: reviewed,
  ...more,
});

export const rounds = { items: [line], can_open: true, can_enter: true, can_freeze: true };

export const round = {
  ...line,
  criteria: [
    row('2', 0, 'Cải cách thể chế', 4.5, 4),
    row('2.1', 1, 'Thẩm định dự thảo đúng thời hạn', 2.5, 2, {
      review_note: 'Một báo cáo thẩm định gửi sau thời hạn',
      explanation: 'Hồ sơ phải bổ sung, thời hạn tính lại từ ngày nhận đủ',
    }),
    row('2.2', 1, 'Xử lý văn bản trái pháp luật', 2, 2),
  ],
  acts: [
    { act: 'review', title: 'Thẩm định', title_en: 'Review', permitted: true, refusal: '', refusal_en: '' },
    {
      act: 'close-review',
      title: 'Kết thúc thẩm định',
      title_en: 'End the review',
      permitted: false,
      refusal: 'Việc này dành cho cơ quan thẩm định.',
      refusal_en: 'This is for the reviewer.',
    },
  ],
  steps: [
    {
      title: 'Khóa điểm tự chấm',
      title_en: 'Lock the self-score',
      sequence: 2,
      at: `${today}T02:00:00Z`,
      person: named(people[0]),
      act: 'lock',
      code: '',
      points: null,
      text: '',
    },
  ],
};

export const snapshots = {
  items: [
    {
      number: 1,
      index: 'par-index-2023',
      on: '2026-06-30',
      at: `${today}T02:00:00Z`,
      person: named(people[0]),
      sha256: 'c'.repeat(64),
    },
  ],
};

const cost = (case_id, is_open, points) => ({
  case_id,
  title: 'Quyết định ban hành quy định về quản lý chợ nổi',
  is_open,
  deadline: is_open ? 'Xử lý văn bản trái pháp luật' : '',
  deadline_en: is_open ? 'Handling of the unlawful text' : '',
  due: is_open ? '2026-11-02' : null,
  points,
  gain_if_done: is_open ? 0.25 : 0,
});

export const ranking = {
  on: today,
  items: [cost(17, true, 0.5), cost(23, false, 0.25)],
  all: 2,
  unread: [],
};

const component = { code: '2', title: 'Cải cách thể chế', title_en: 'Institutional reform' };

export function what_if(body) {
  return {
    on: '2026-12-31',
    by: body.by,
    before: 4,
    after: 4.75,
    gain: 0.75,
    components: [{ ...component, before: 4, after: 4.75, gain: 0.75 }],
    criteria: [{ ...component, code: '2.3.4', before: 0.25, after: 1, gain: 0.75 }],
    sentences: [
      {
        text: `Nếu ${body.cases?.length ?? 0} hồ sơ đang giải quyết hoàn thành, thành phần 2 tăng 0,75 điểm.`,
        text_en: 'If they are done, component 2 gains 0.75.',
      },
    ],
  };
}

const scenario = (points, rows = []) => ({
  points,
  components: [{ ...component, points, max: 5 }],
  rows,
});
const ahead = {
  case_id: 17,
  case_title: 'Quyết định về chợ nổi',
  date: '2026-12-01',
  counts: true,
  deadline: 'Thẩm định',
  title: 'Dự thảo được thẩm định đúng hạn',
  title_en: 'Drafts appraised on time',
};

export const forecast = {
  today,
  on: '2026-12-31',
  max: 5,
  now: scenario(4),
  best: scenario(4.75, [ahead]),
  planned: scenario(4.5, [ahead]),
  worst: scenario(3.5, [{ ...ahead, counts: false }]),
  unread: [],
};
