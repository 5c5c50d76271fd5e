/// The JSON documents of the API (schemas/openapi.yaml), as the page reads them.

export type Reason =
  | 'not_found'
  | 'not_permitted'
  | 'wrong_state'
  | 'invalid_input'
  | 'conflict'
  | 'not_signed_in'
  | 'unavailable';

export interface Named {
  id: string;
  name: string;
}

/// A text for people: Vietnamese always, English where the process file has it.
export interface Titled {
  title: string;
  title_en?: string;
}

export interface Me {
  user: {
    id: string;
    name: string;
    position: string;
    email: string;
    agency: Named;
    roles: string[];
  };
  csrf: string;
  today: string;
  now: string;
}

/// A prescribed form, register, list or report that comes out as an office file.
export interface Form extends Titled {
  id: string;
  number: string;
  basis: string;
  regime: string;
  note: string;
  source: 'case' | 'children' | 'cases';
  processes: string[];
  unverified_columns: string[];
}

export type Phase = 'none' | 'later' | 'soon' | 'today' | 'overdue' | 'on_time' | 'late';

/// Without title, basis and note where the process no longer knows the deadline.
export interface Clock {
  id: string;
  title?: string;
  title_en?: string;
  entry?: number;
  state: 'running' | 'paused' | 'not_started' | 'closed';
  paused_since?: string | null;
  started_on: string | null;
  due: string | null;
  due_spoken: string;
  remaining_working_days: number | null;
  phase: Phase;
  reason: string;
  reason_en: string;
  basis?: string;
  confidence?: string;
  is_certain: boolean;
  owner_role?: string;
  note?: string;
}

export interface Stage extends Titled {
  id: string;
}

export interface Waiting extends Titled {
  role: string;
  person: Named | null;
}

export interface CaseLine {
  case_id: number;
  title: string;
  process: string;
  process_title: string;
  process_title_en?: string;
  stages: Stage[];
  drafting_agency: Named;
  opened_at: string;
  clock: Clock | null;
  waiting_for: Waiting[];
  is_closed?: boolean;
  /// In the reader's work: the case that opened this one.
  parent?: number | null;
  parent_title?: string | null;
}

export type Counts = Record<'overdue' | 'today' | 'soon' | 'later' | 'none', number>;

export interface Work {
  today: string;
  items: CaseLine[];
  counts: Counts;
}

export interface Page<Item, Next = number> {
  items: Item[];
  next: Next | null;
}

/// The days on which one definition of a process holds.
export interface Regime {
  regime: string;
  basis: string;
  valid_from: string | null;
  valid_to: string | null;
  validity: string;
  validity_en: string;
}

export interface Process extends Titled {
  id: string;
  plan: string;
  regime: string;
  basis: string;
  opened_by: string[];
  can_open: boolean;
  regimes: Regime[];
}

export type InputType =
  | 'date'
  | 'text'
  | 'long-text'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'person'
  | 'dossier-items'
  | 'dossier-item'
  | 'row'
  | 'rows';

export interface Choice extends Titled {
  value: string;
}

export type Cell = string | number | boolean | null;
export type RowValues = Record<string, Cell>;
export type Value = Cell | string[];

/// A column of a table; `field` is the member of a row.
export interface Column extends Titled {
  field: string;
  type: InputType;
  choices: Choice[];
}

/// Rows that a case has collected; an input of type row names one by its number.
export interface Table extends Titled {
  id: string;
  basis: string;
  columns: Column[];
  rows: { number: number; values: RowValues; shown: Record<string, string> }[];
}

export interface Input extends Titled {
  field: string;
  type: InputType;
  required: boolean;
  choices?: Choice[];
  columns?: Column[];
  value?: Value;
  role?: string;
  agency?: string;
}

export interface Action extends Titled {
  event: string;
  permitted: boolean;
  refusal?: string;
  refusal_en?: string;
  note: 'required' | 'optional' | 'none';
  inputs: Input[];
}

export interface DossierItem extends Titled {
  id: string;
  form: string;
  required: boolean;
  basis: string;
  received: boolean;
  received_form: string;
  received_on: string | null;
  by: Named | null;
}

export interface DraftVersion {
  sha256: string;
  file_name: string;
  bytes: number;
  at: string;
  by: Named | null;
}

export interface Draft extends Titled {
  number: number;
  meaning: string;
  meaning_en?: string;
  basis?: string;
  versions: DraftVersion[];
}

export interface Case {
  id: number;
  version: number;
  title: string;
  process: Titled & Regime & { id: string; hash: string };
  drafting_agency: Named;
  department: Named;
  opened_at: string;
  triggered_on: string;
  opened_by: Named | null;
  is_closed: boolean;
  stages: Stage[];
  data: (Titled & { field: string; type: string; value: Value; shown: string })[];
  tables: Table[];
  dossier: { basis: string; complete: boolean; items: DossierItem[] };
  drafts: Draft[];
  clocks: Clock[];
  actions: Action[];
  appointed: (Titled & { role: string; person: Named | null })[];
  waiting_for: Waiting[];
  earlier_case: number | null;
  relation?: string;
  later_cases?: number[];
  related?: { case_id: number; relation: string }[];
}

export interface Acted {
  case: Case;
  result?: {
    message: string;
    message_en: string;
    moved_to: Stage[];
    opened_case: number | null;
    opened_count: number;
  };
}

export interface Explained {
  event: string;
  would_be_taken: boolean;
  answer: string;
  answer_en: string;
  tried: {
    source: string;
    source_title: string;
    condition: string;
    condition_holds: boolean;
    is_chosen: boolean;
    fault: string;
    values: Record<string, unknown>;
    line: number;
  }[];
  permission: { allowed: boolean; reason: string; reason_en: string };
}

export interface HistoryLine {
  sequence: number;
  at: string;
  type: string;
  actor: Named | null;
  text: string;
  text_en: string;
  details: Record<string, unknown>;
}

export interface DueAnswer {
  due: string;
  due_spoken: string;
  unrolled: string;
  reason: string;
  reason_en: string;
  is_certain: boolean;
  steps: { kind: string; date: string; words: string; words_en: string }[];
}

/// What was empty when it was written is absent, as in the log itself.
export interface AuditEntry {
  index: number;
  at: string;
  actor: Named | null;
  on_behalf_of?: string;
  agency?: string;
  case_id: number | null;
  action: string;
  action_title?: string;
  action_title_en?: string;
  before?: string;
  after?: string;
  inputs?: string;
  note?: string;
  definition?: string;
  basis?: string;
  via?: string;
  leaf_hash: string;
}

export interface Verified {
  ok: boolean;
  size: number;
  root: string;
  checkpoints: number;
  message: string;
  message_vi: string;
}

export interface Score extends Titled {
  code: string;
  max: number;
  points: number | null;
  points_configured?: boolean;
  status: string;
  remark?: string;
  measure?: string;
  numerator?: number;
  denominator?: number;
  percent?: number;
  band?: string;
  band_en?: string;
  basis: string;
  confidence: string;
  formula?: string;
  proof?: string;
  entered?: { part: string; part_en: string; whole: string; whole_en: string };
  answers?: Titled[];
  evidence?: Evidence[];
  children: Score[];
}

export interface Evidence {
  text?: string;
  sha256?: string;
  file_name?: string;
}

export interface ScoreTree extends Titled {
  index: string;
  from: string;
  on: string;
  points: number | null;
  max: number;
  criteria: Score[];
  broken_sums: string[];
}

export interface ScoreExplained extends Score {
  rows?: { case_id: number; title: string; date: string; counts: boolean; note: string }[];
  rows_left_out?: number;
  text: string;
  text_en: string;
}

export interface Person {
  id: string;
  name: string;
  position: string;
  agency: Named | null;
  open_cases: number;
}

export interface Mail {
  id: number;
  to: string;
  letter: string;
  subject?: string;
  state: 'pending' | 'sent' | 'dead';
  attempts: number;
  queued_at: string;
  not_before: string;
  last_error: string;
  case_id: number | null;
}
