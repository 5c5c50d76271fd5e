/// The documents about rounds, frozen scores and the outlook of the index (schemas/openapi.yaml).
import type { Named, Titled } from './contract';

export interface RoundLine {
  number: number;
  on: string;
  state: string;
  state_title: string;
  state_title_en: string;
  snapshot: number | null;
  max: number;
  self: number;
  reviewed: number;
  last: number;
}

export interface RoundRow extends Titled {
  code: string;
  depth: number;
  is_leaf: boolean;
  max: number;
  self: number;
  status: string;
  self_explanation: string;
  reviewed: number;
  is_reviewed: boolean;
  review_note: string;
  explanation: string;
  second: number | null;
  second_note: string;
  last: number;
}

export interface RoundAct extends Titled {
  act: string;
  permitted: boolean;
  refusal: string;
  refusal_en: string;
}

export interface Round extends RoundLine {
  criteria: RoundRow[];
  acts: RoundAct[];
}

export interface RoundList {
  items: RoundLine[];
  can_open: boolean;
  can_enter: boolean;
  can_freeze: boolean;
}

/// A document that proves a value; `text` is how the server cites it.
export interface IndexDocument {
  text?: string;
  number?: string;
  date?: string;
  issuer?: string;
  title?: string;
  file_name?: string;
  sha256?: string;
}

export interface IndexValue {
  part: number;
  whole: number;
  points: string;
  answers: Record<string, number>;
  evidence: IndexDocument[];
  at: string;
}

export interface SnapshotLine {
  number: number;
  on: string;
  at: string;
  person: Named | null;
  sha256: string;
}

export interface Cost {
  case_id: number;
  title: string;
  is_open: boolean;
  deadline: string;
  deadline_en: string;
  due: string | null;
  points: number;
  gain_if_done: number;
}

export interface WhatIf {
  before: number;
  after: number;
  gain: number;
  criteria: (Titled & { code: string; before: number; after: number; gain: number })[];
  sentences: { text: string; text_en: string }[];
}

export interface Scenario {
  points: number;
  components: (Titled & { code: string; points: number; max: number })[];
  rows: (Titled & {
    case_id: number;
    case_title: string;
    date: string;
    counts: boolean;
    deadline: string;
  })[];
}

export interface Forecast {
  today: string;
  on: string;
  max: number;
  now: Scenario;
  best: Scenario;
  planned: Scenario;
  worst: Scenario;
}
