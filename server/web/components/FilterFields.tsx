import type { ReportFilter } from '#shared/api/reports.ts';
import { HABIT_SEGMENTS } from '#shared/domain/habit.ts';
import { PAYMENT_CLASSES } from '#shared/domain/payment-class.ts';
import { PROMISE_STATES } from '#shared/domain/promise-outcome.ts';
import { useMeasures } from '../measures/use-measures.ts';
import type { ReportPage, Shown } from '../pages/report-page.ts';
import { wordsOf } from '../state/formats.ts';
import { useTeams } from '../teams/use-teams.ts';
import { currenciesIn } from './currencies-in.ts';
import { CodeSelect, CollectorSelect, Select } from './FilterSelects.tsx';

interface FilterFieldProps {
  readonly filter: ReportFilter;
  readonly page: ReportPage;
  readonly shown: Shown;
}

type Options = readonly (readonly [string, string])[];

interface Choice {
  readonly label: string;
  readonly options: Options;
  /** What choosing none of them means. */
  readonly none?: string;
}

/** One filter of a report, as it stands in the form. Whose customers it is narrowed to is chosen by links instead. */
export function FilterField({ filter, page, shown }: FilterFieldProps) {
  const { query, answer } = shown;
  const value = query[filter];
  switch (filter) {
    case 'collector':
      return <CollectorSelect asked={shown.asked} value={value} />;
    case 'code':
      return <CodeSelect value={value} />;
    case 'measure':
      return <MeasureSelect value={value} />;
    case 'team':
      return <TeamSelect value={value} />;
    case 'template':
      return <TemplateSelect value={value} answer={answer} />;
    case 'currency':
      return <Select label="Currency" name="currency" value={value} options={currenciesIn(answer, value)} />;
    case 'bucket':
      return <Select label="Bucket" name="bucket" value={value} options={bucketOptions(answer)} />;
    case 'by':
      return <BySelect page={page} value={value} />;
    case 'owner':
    case 'group':
    case 'customer':
      return null;
    default:
      return <Select name={filter} value={value} {...CHOICES[filter]} />;
  }
}

const NAMED = (names: readonly string[]): Options => names.map((name) => [name, wordsOf(name)]);

const CHOICES: Readonly<
  Record<
    Exclude<
      ReportFilter,
      | 'collector'
      | 'code'
      | 'measure'
      | 'team'
      | 'template'
      | 'currency'
      | 'bucket'
      | 'by'
      | 'owner'
      | 'group'
      | 'customer'
    >,
    Choice
  >
> = {
  touched: {
    label: 'Touched',
    options: [
      ['yes', 'by anybody'],
      ['no', 'by nobody'],
    ],
  },
  reach: {
    label: 'Reach',
    options: [
      ['attempt', 'attempt'],
      ['contact', 'contact'],
      ['right_party_contact', 'right-party contact'],
      ['note', 'note'],
    ],
  },
  delivery: {
    label: 'Delivery',
    options: NAMED(['drafted', 'attempted', 'confirmed', 'bounced', 'in_doubt', 'failed']),
  },
  basis: { label: 'Age from', options: [['issued', 'day of issue']], none: 'due day' },
  buckets: {
    label: 'Buckets',
    options: [
      ['to_90', 'to 90+'],
      ['to_120', 'to 120+'],
    ],
    none: 'the company’s',
  },
  paymentClass: { label: 'Class', options: NAMED(PAYMENT_CLASSES) },
  promiseState: { label: 'State', options: NAMED(PROMISE_STATES) },
  segment: { label: 'Pays usually', options: NAMED(HABIT_SEGMENTS) },
  together: { label: 'Currencies', options: [['yes', 'together, in the company’s']], none: 'each apart' },
};

const BY_WORDS: Readonly<Record<string, string>> = { parent: 'parent with subsidiaries', segment: 'how they pay' };

/** By what the rows can be gathered; the first that a report knows is what it does by itself. */
function BySelect({ page: { groupings }, value }: { page: ReportPage; value: string | undefined }) {
  const [usual = 'customer', ...others] = groupings ?? [];
  const options = others.map((name): [string, string] => [name, BY_WORDS[name] ?? name]);
  return <Select label="By" name="by" value={value} options={options} none={BY_WORDS[usual] ?? usual} />;
}

function MeasureSelect({ value }: { value: string | undefined }) {
  const measures = useMeasures();
  const options = measures.map(({ key, title }): [string, string] => [key, title]);
  return <Select label="Measure" name="measure" value={value} options={withValue(options, value)} none="choose one" />;
}

function TeamSelect({ value }: { value: string | undefined }) {
  const { data } = useTeams();
  const options = (data?.teams ?? []).map(({ id, name }): [string, string] => [id, name]);
  return <Select label="Team" name="team" value={value} options={withValue(options, value)} />;
}

/** Templates that the rows are gathered by; the address keeps the one that was chosen. */
function TemplateSelect({ value, answer }: { value: string | undefined; answer: Shown['answer'] }) {
  const found = answer.rows.flatMap(({ by, group, label }): [string, string][] =>
    by === 'template' ? [[String(group), String(label)]] : [],
  );
  const options = [...new Map(found)];
  return <Select label="Template" name="template" value={value} options={withValue(options, value)} />;
}

/** What an address asks for stays in the form, whether or not there is a name for it. */
function withValue(options: Options, value: string | undefined): Options {
  const isKnown = !value || options.some(([option]) => option === value);
  return isKnown ? options : [...options, [value, value]];
}

function bucketOptions({ definition }: Shown['answer']): Options {
  const { buckets = [] } = definition as { buckets?: readonly string[] };
  return buckets.map((label) => [label, label]);
}
