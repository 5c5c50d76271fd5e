/// Fields that want an agency: the processes keep its id and say so in the title, "(mã cơ quan)".
/// The reader chooses and reads names instead.
import { useMemo } from 'preact/hooks';
import type { Case, Column, InputType, Named } from '../api/contract';
import { useLoad } from '../api/load';

const mark = / \(mã[^)]*\)/;

interface Described {
  title: string;
  title_en?: string;
  type: InputType;
  choices?: Column['choices'];
  columns?: Column[];
}

const wants_agency = ({ type, title }: Described) => type === 'text' && mark.test(title);

function with_names<T extends Described>(one: T, agencies: Named[]): T {
  if (wants_agency(one)) {
    const choices = agencies.map(({ id, name }) => ({ value: id, title: name }));
    const title = one.title.replace(mark, '');
    const title_en = one.title_en?.replace(/ \((its )?id\)/, '');
    return { ...one, type: 'choice', title, title_en, choices };
  }
  if (!one.columns) return one;
  return { ...one, columns: one.columns.map((column) => with_names(column, agencies)) };
}

/// The case with its agencies as choices, once their names are known.
export function useAgencies(file: Case | undefined): Case | undefined {
  const described = [
    ...(file?.tables.flatMap((table) => table.columns) ?? []),
    ...(file?.actions.flatMap((action) => action.inputs) ?? []),
  ];
  const is_needed = described.some(
    (one: Described) => wants_agency(one) || one.columns?.some(wants_agency),
  );
  const load = useLoad<{ items: Named[] }>(is_needed ? '/api/agencies' : null);
  const agencies = load.value.value?.items;
  return useMemo(() => {
    if (!file || !agencies) return file;
    return {
      ...file,
      tables: file.tables.map((table) => ({
        ...table,
        columns: table.columns.map((column) => with_names(column, agencies)),
      })),
      actions: file.actions.map((action) => ({
        ...action,
        inputs: action.inputs.map((input) => with_names(input, agencies)),
      })),
    };
  }, [file, agencies]);
}
