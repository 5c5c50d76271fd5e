/// Campaigns of the mock: case 21 has opened the cases 30 to 62 and, closed, 70 to 73; case 17
/// stands in the list below it.
import { lines } from './files.mjs';
import { today } from './people.mjs';

export const parent_id = 21;
const parent = lines.find((one) => one.case_id === parent_id);
const is_late = (one) => !one.is_closed && one.case_id % 5 === 0;

export function children_of(id) {
  return id === parent_id ? lines.filter((one) => one.case_id >= 30) : [];
}

export function late_of(id) {
  return children_of(id).filter(is_late);
}

function counts(items) {
  const closed = items.filter((one) => one.is_closed).length;
  return {
    count: items.length,
    open: items.length - closed,
    closed,
    overdue: items.filter(is_late).length,
    percent: items.length === 0 ? 0 : Math.floor((100 * closed) / items.length),
  };
}

function groups(items, key_of) {
  const found = new Map();
  for (const one of items) found.set(key_of(one), [...(found.get(key_of(one)) ?? []), one]);
  return [...found.values()];
}

const ended = { title: 'Đã kết thúc', title_en: 'Closed' };

export function list() {
  const small = { case: lines.find((one) => one.case_id === 17), children: counts([]) };
  return { items: [{ case: parent, children: counts(children_of(parent_id)) }, small], next: null };
}

export function one(id) {
  const items = children_of(id);
  if (items.length === 0) return undefined;
  const by_stage = groups(items, (line) => (line.is_closed ? '' : line.stages[0].id));
  return {
    case: parent,
    today,
    children: counts(items),
    stages: by_stage
      .map((some) => {
        const { is_closed, stages } = some[0];
        const { title, title_en } = is_closed ? ended : stages[0];
        return { title, title_en, is_closed, ...counts(some) };
      })
      .sort((a, b) => a.is_closed - b.is_closed),
    agencies: groups(items, (line) => line.drafting_agency.id)
      .map((some) => ({ agency: some[0].drafting_agency, ...counts(some) }))
      .sort((a, b) => b.overdue - a.overdue),
    late: late_of(id),
    chased: [{ to: 'Sở Giao thông vận tải', at: `${today}T00:30:00Z`, state: 'sent' }],
  };
}
