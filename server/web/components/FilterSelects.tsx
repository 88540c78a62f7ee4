import { ACTIVITY_CODES, codeDefinition } from '#shared/domain/activity-code.ts';
import type { CollectorRow } from '../pages/report-rows.ts';
import type { AddressQuery } from '../state/report-query.ts';
import { MOST_ROWS, questionOf } from '../state/report-query.ts';
import { useReport } from '../state/use-report.ts';

interface SelectProps {
  readonly label: string;
  readonly name: string;
  readonly value: string | undefined;
  /** Value and words. */
  readonly options: readonly (readonly [string, string])[];
  /** What choosing none of them means. */
  readonly none?: string;
}

/** One of several, or all. */
export function Select({ label, name, value, options, none = 'all' }: SelectProps) {
  return (
    <label>
      <span>{label}</span>
      <select name={name}>
        <option value="">{none}</option>
        {options.map(([option, words]) => (
          <option key={option} value={option} selected={option === value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

export function CodeSelect({ value }: { value: string | undefined }) {
  const options = ACTIVITY_CODES.map((code): [string, string] => [code, codeDefinition(code).label]);
  return <Select label="Code" name="code" value={value} options={options} />;
}

/** What a report calls the doing of nobody’s hand. */
const AUTOMATIC = 'automatic';

/** Those who did something in the period, or touched cash of it. */
export function CollectorSelect({ asked, value }: { asked: AddressQuery; value: string | undefined }) {
  const question = questionOf(asked);
  const { data } = useReport({ name: 'collector-activity', question, offset: 0, limit: MOST_ROWS });
  const rows = (data?.rows ?? []) as unknown as readonly CollectorRow[];
  const people = rows.map(({ collector }): [string, string] => [collector.id, collector.name]);
  const isKnown = value === undefined || value === '' || people.some(([id]) => id === value);
  const options: readonly [string, string][] = isKnown
    ? people
    : [...people, [value, value === AUTOMATIC ? AUTOMATIC : 'somebody else']];
  return <Select label="Collector" name="collector" value={value} options={options} />;
}
