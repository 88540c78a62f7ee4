import type { FieldProblem } from '#shared/api/errors.ts';
import { FeedMapping } from '#shared/api/feed-mapping.ts';
import { DomainError } from '../../errors.ts';
import { choiceField, type Fields } from './field.ts';
import { dayReader } from './formats/date-format.ts';
import type { Profile } from './profile.ts';

/** Holds a mapping against its schema and the profile that it is used with. Throws DomainError `request_invalid` that names every wrong part. */
export function mappingFor(profile: Profile, input: unknown): FeedMapping {
  const parsed = FeedMapping.safeParse(input);
  const problems = parsed.success ? problemsWith(parsed.data, profile) : parsed.error.issues.flatMap(problemsOf);
  if (parsed.success && problems.length === 0) return parsed.data;
  const summary = problems.map(({ field, problem }) => `${field} ${problem}`).join('; ');
  throw new DomainError('request_invalid', `The mapping does not fit: ${summary}.`, problems);
}

type Issue = NonNullable<ReturnType<typeof FeedMapping.safeParse>['error']>['issues'][number];

function problemsOf(issue: Issue): FieldProblem[] {
  const field = ['mapping', ...issue.path.map(String)].join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ field: `${field}.${key}`, problem: 'is not a part of a mapping' }));
    case 'invalid_type':
      return [{ field, problem: `needs to be of type ${issue.expected}` }];
    case 'invalid_value':
      return [
        { field, problem: `needs to be one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}` },
      ];
    case 'too_big':
      return [{ field, problem: `is longer than ${issue.maximum} characters` }];
    case 'too_small':
      return [{ field, problem: 'is empty' }];
    default:
      return [{ field, problem: issue.message }];
  }
}

function problemsWith(mapping: FeedMapping, profile: Profile): FieldProblem[] {
  return [
    ...profileProblems(mapping, profile),
    ...unknownColumns(mapping, profile),
    ...dateProblems(mapping, profile),
    ...numberProblems(mapping),
    ...wordProblems(mapping, profile),
    ...totalsProblems(mapping, profile),
  ];
}

function profileProblems({ profile: named }: FeedMapping, { name }: Profile): FieldProblem[] {
  if (named === undefined || named === name) return [];
  return [{ field: 'mapping.profile', problem: `is "${named}", and the file is read as "${name}"` }];
}

/** A document has no columns of its own but those whose words a company chooses. */
function fieldsOf(profile: Profile): Fields {
  if (profile.layout === 'table') return profile.fields;
  if (profile.table !== undefined) return profile.table.fields;
  const chosen = Object.entries(profile.words ?? {});
  return Object.fromEntries(chosen.map(([member, words]) => [member, choiceField('', words, '')]));
}

function unknownColumns({ columns, dateFormats, values }: FeedMapping, profile: Profile): FieldProblem[] {
  const { name } = profile;
  const fields = fieldsOf(profile);
  const known = Object.keys(fields).join(', ') || 'none';
  return Object.entries({ columns, dateFormats, values }).flatMap(([part, byColumn]) =>
    Object.keys(byColumn ?? {})
      .filter((column) => !Object.hasOwn(fields, column))
      .map((column) => ({
        field: `mapping.${part}.${column}`,
        problem: `is no column of the profile ${name}, which has ${known}`,
      })),
  );
}

function dateProblems({ dateFormat, dateFormats = {} }: FeedMapping, profile: Profile): FieldProblem[] {
  const fields = fieldsOf(profile);
  const declared = Object.entries(dateFormats).map(([column, format]) => [`mapping.dateFormats.${column}`, format]);
  const all = dateFormat === undefined ? declared : [['mapping.dateFormat', dateFormat], ...declared];
  const misplaced = Object.keys(dateFormats)
    .filter((column) => fields[column] !== undefined && fields[column].kind !== 'day')
    .map((column) => ({ field: `mapping.dateFormats.${column}`, problem: 'is not a column of days' }));
  return [...misplaced, ...all.flatMap(([field = '', format = '']) => formatProblem(field, format))];
}

function formatProblem(field: string, format: string): FieldProblem[] {
  try {
    dayReader(format);
    return [];
  } catch (error) {
    return [{ field, problem: `cannot be used: ${(error as RangeError).message}` }];
  }
}

function numberProblems({ numberFormat = {} }: FeedMapping): FieldProblem[] {
  const { decimal, grouping } = numberFormat;
  if (decimal === undefined || decimal !== grouping) return [];
  return [{ field: 'mapping.numberFormat.grouping', problem: 'is the same as the decimal sign' }];
}

function wordProblems({ values = {} }: FeedMapping, profile: Profile): FieldProblem[] {
  const fields = fieldsOf(profile);
  return Object.entries(values).flatMap(([column, translations]) => {
    const words = fields[column]?.words;
    if (words === undefined) return [];
    return Object.entries(translations)
      .filter(([, ours]) => !words.includes(ours))
      .map(([theirs]) => ({
        field: `mapping.values.${column}.${theirs}`,
        problem: words.length === 0 ? 'is of a column without fixed words' : `needs to be one of ${words.join(', ')}`,
      }));
  });
}

function totalsProblems({ controlTotals = {} }: FeedMapping, profile: Profile): FieldProblem[] {
  const fields = fieldsOf(profile);
  return Object.keys(controlTotals.sums ?? {})
    .filter((column) => fields[column]?.kind !== 'amount')
    .map((column) => ({ field: `mapping.controlTotals.sums.${column}`, problem: 'is not a column of amounts' }));
}
