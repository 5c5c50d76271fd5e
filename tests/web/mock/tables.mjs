/// A case of the mock with tables, and actions that take a row and many rows.

const rights = [
  { value: 'wide', title: 'Trong phạm vi rộng', title_en: 'Wide' },
  { value: 'narrow', title: 'Trong phạm vi hẹp', title_en: 'Narrow' },
];

const column = (field, type, title, title_en, choices = []) => ({
  field,
  type,
  title,
  title_en,
  choices,
});

export const columns = [
  column('asked_agency', 'text', 'Cơ quan được đề nghị', 'Asked agency'),
  column('asked_on', 'date', 'Ngày gửi', 'Sent on'),
  column('is_answered', 'boolean', 'Đã trả lời', 'Answered'),
  column('scope', 'choice', 'Phạm vi', 'Scope', rights),
  column('proposals', 'number', 'Số đề nghị', 'Proposals'),
  column('remark', 'long-text', 'Ghi chú', 'Remark'),
];

const agencies = ['Sở Tài chính', 'Sở Y tế', 'Sở Nội vụ'];
const rows = agencies.map((name, at) => {
  const values = {
    asked_agency: name,
    asked_on: `2026-11-0${at + 2}`,
    is_answered: at !== 1,
    scope: at === 0 ? 'narrow' : 'wide',
    proposals: at === 1 ? null : 1250 + at,
    remark: at === 0 ? 'Đề nghị gửi kèm dự thảo đề cương và danh mục văn bản có liên quan' : null,
  };
  const shown = Object.fromEntries(Object.entries(values).map(([key, one]) => [key, `${one ?? ''}`]));
  return { number: at + 1, values, shown };
});

export const tables = [
  {
    id: 'asked',
    title: 'Các cơ quan được đề nghị',
    title_en: 'Asked agencies',
    basis: 'Luật 80/2015/QH13, Điều 111',
    columns,
    rows,
  },
  { id: 'proposals', title: 'Danh mục đề nghị', title_en: 'Proposals', basis: '', columns, rows: [] },
];

const input = (field, type, title, title_en, more) => ({
  field,
  title,
  title_en,
  type,
  required: true,
  choices: [],
  value: null,
  ...more,
});
const action = (event, title, title_en, inputs) => ({
  event,
  title,
  title_en,
  permitted: true,
  refusal: '',
  refusal_en: '',
  note: 'none',
  inputs,
});

export const actions = [
  action('ask', 'Đề nghị các cơ quan', 'Ask the agencies', [
    input('new_asked', 'rows', 'Danh sách cơ quan', 'List of agencies', { columns }),
  ]),
  action('drop', 'Rút một dòng', 'Drop a row', [
    input('asked_row', 'row', 'Dòng của danh sách', 'Row of the list', {
      choices: agencies.map((name, at) => ({
        value: String(at + 1),
        title: `${at + 1}. ${name}`,
        title_en: `${at + 1}. ${name}`,
      })),
    }),
  ]),
];
