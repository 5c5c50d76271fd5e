/// A day. A browser may show month and day in either order, so the day is also said in words.
import { spoken_day } from '../text/format';

interface Props {
  id: string;
  name?: string;
  required?: boolean;
  max?: string;
  value: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
  onDay: (iso: string) => void;
}

export function DayInput({ onDay, ...ties }: Props) {
  return (
    <>
      <input {...ties} type="date" onInput={(event) => onDay(event.currentTarget.value)} />
      {ties.value && <p class="said-day">{spoken_day(ties.value)}</p>}
    </>
  );
}
