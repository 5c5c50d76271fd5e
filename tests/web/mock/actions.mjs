/// What can be done on the mock's case: one input of every kind, one action that is refused.
import { today } from './people.mjs';

function input(field, type, title, title_en, more = {}) {
  return { field, title, title_en, type, required: false, choices: [], value: null, ...more };
}

function action(event, title, title_en, note, inputs, refusal = '', refusal_en = '') {
  const permitted = refusal === '';
  return { event, title, title_en, permitted, refusal, refusal_en, note, inputs };
}

const compulsory = { required: true };

const papers = [
  { value: 'to-trinh', title: 'Tờ trình', title_en: 'Submission' },
  { value: 'tong-hop-y-kien', title: 'Bản tổng hợp ý kiến', title_en: 'Collation of comments' },
];

const verdicts = [
  { value: 'eligible', title: 'Đủ điều kiện trình', title_en: 'Fit to submit' },
  { value: 'not_eligible', title: 'Chưa đủ điều kiện trình', title_en: 'Not yet fit' },
];

export const actions = [
  action('dossier.receive', 'Ghi nhận thành phần hồ sơ', 'Record receipt', 'optional', []),
  action('draft.add', 'Tải lên dự thảo', 'Upload a draft', 'none', []),
  action(
    'accept',
    'Tiếp nhận hồ sơ',
    'Accept the dossier',
    'optional',
    [
      input('received_on', 'date', 'Ngày nhận đủ hồ sơ', 'Complete dossier received on', {
        required: true,
        value: today,
      }),
    ],
    'Hồ sơ chưa đủ theo Điều 130.2; hãy yêu cầu bổ sung.',
    'The dossier is incomplete (Article 130.2); ask for what is missing.',
  ),
  action('request-completion', 'Yêu cầu bổ sung hồ sơ', 'Ask for completion', 'required', [
    input('missing_items', 'dossier-items', 'Thành phần còn thiếu', 'What is missing', {
      required: true,
      choices: papers,
    }),
    input('complete_by', 'date', 'Bổ sung trước ngày', 'Complete by', compulsory),
  ]),
  action('assign', 'Phân công chuyên viên', 'Assign a specialist', 'optional', [
    input('specialist', 'person', 'Chuyên viên thẩm định', 'Specialist', {
      required: true,
      role: 'specialist',
      agency: 'stp',
    }),
    input(
      'touches_many_fields',
      'boolean',
      'Dự thảo liên quan đến nhiều lĩnh vực',
      'The draft touches many fields',
      compulsory,
    ),
    input('urgent', 'boolean', 'Hồ sơ cần xử lý gấp', 'Urgent', { value: false }),
    input('pages', 'number', 'Số trang hồ sơ', 'Pages'),
    input('verdict', 'choice', 'Nhận định ban đầu', 'First view', { choices: verdicts }),
    input('guidance', 'long-text', 'Ý kiến chỉ đạo', 'Guidance', { value: '' }),
  ]),
];
