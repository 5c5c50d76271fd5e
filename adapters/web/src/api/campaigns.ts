/// The documents of the API about campaigns: cases that opened many others.
import type { CaseLine, Named, Titled } from './contract';

/// How many cases one case has opened, and how they stand.
export interface ChildCounts {
  count: number;
  open: number;
  closed: number;
  overdue: number;
  percent: number;
}

export interface CampaignLine {
  case: CaseLine;
  children: ChildCounts;
}

export interface Campaign extends CampaignLine {
  today: string;
  stages: (Titled & ChildCounts & { is_closed: boolean })[];
  agencies: (ChildCounts & { agency: Named | null })[];
  late: CaseLine[];
  chased: { to: string; at: string; state: string }[];
}
