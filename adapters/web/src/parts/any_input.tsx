/// An input whose type is known only when it is drawn (the types know one component a type).
import { createElement } from 'preact';

interface Props {
  id: string;
  type: string;
  name?: string;
  value?: string;
  defaultValue?: string;
  required?: boolean;
  step?: string | undefined;
  autocomplete?: string;
  autofocus?: boolean;
  list?: string | undefined;
  'data-search'?: boolean | undefined;
  onText?: (text: string) => void;
}

export function AnyInput({ onText, ...rest }: Props) {
  const onInput = (event: Event) => onText?.((event.currentTarget as HTMLInputElement).value);
  return createElement('input', { ...rest, onInput } as never);
}
