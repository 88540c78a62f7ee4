import { readdirSync, readFileSync } from 'node:fs';
import type { FeedProfileName } from '../../shared/api/feed-mapping.ts';
import type { SeededChoice } from '../support/seeded-choice.ts';
import { type TestCell, workbookFile } from '../support/workbook-file.ts';
import { mutated } from './feed-mutation.ts';

/** A file that is read without a problem, and what it can be damaged to. */
export interface FeedSample {
  readonly name: string;
  readonly profile: FeedProfileName;
  damaged(choice: SeededChoice): Buffer;
}

const EXAMPLES = new URL('../../docs/examples/', import.meta.url);
const FIXTURES = new URL('../fixtures/feeds/', import.meta.url);
/** Files of the fixtures by the beginnings of their names. */
const OF_PROFILES: readonly (readonly [start: string, profile: FeedProfileName])[] = [
  ['business-central', 'business-central'],
  ['quickbooks', 'quickbooks'],
  ['xero', 'xero'],
  ['camt', 'camt'],
  ['mt940', 'mt940'],
  ['mt942', 'mt942'],
  ['bai2', 'bai2'],
  ['bank', 'bank-csv'],
];

/** A sample of every kind of file that is in the tree: the examples of the guide, the fixtures, and workbooks. */
export function feedSamples(): readonly FeedSample[] {
  return [...examples(), ...fixtures(FIXTURES), ...fixtures(new URL('bank/', FIXTURES)), ...workbooks()];
}

function examples(): FeedSample[] {
  return namesIn(EXAMPLES, /\.csv$/).map((name) =>
    plainSample(name, name.replace(/\.csv$/, '') as FeedProfileName, readFileSync(new URL(name, EXAMPLES))),
  );
}

function fixtures(folder: URL): FeedSample[] {
  return namesIn(folder, /\.\w+$/).flatMap((name) => {
    const profile = OF_PROFILES.find(([start]) => name.startsWith(start))?.[1];
    return profile === undefined ? [] : [plainSample(name, profile, readFileSync(new URL(name, folder)))];
  });
}

function namesIn(folder: URL, pattern: RegExp): string[] {
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .sort();
}

function plainSample(name: string, profile: FeedProfileName, bytes: Buffer): FeedSample {
  return { name, profile, damaged: (choice) => mutated(bytes, choice) };
}

/** Workbooks damaged as files, which their check sums show, and within their parts, which nothing shows but the reader. */
function workbooks(): FeedSample[] {
  const days = 46_027;
  const rows: TestCell[][] = [
    ['number', 'customer', 'issued_on', 'due_on', 'amount', 'currency', 'reference'],
    ...Array.from({ length: 8 }, (_row, at): TestCell[] => [
      `00${at}`,
      'C1',
      { day: days + at },
      { day: days + 30 + at },
      10.5 * at,
      'EUR',
      'Größe',
    ]),
  ];
  const sheets = [{ rows, merges: ['G8:G9'], hiddenRows: [3] }];
  return [
    plainSample('invoices.xlsx', 'invoices', workbookFile({ sheets })),
    plainSample(
      'invoices.xlsx, packed',
      'invoices',
      workbookFile({ sheets, change: (part) => ({ ...part, isPacked: true }) }),
    ),
    {
      name: 'invoices.xlsx, in a part',
      profile: 'invoices',
      damaged: (choice) => {
        const number = choice.below(7);
        let at = -1;
        return workbookFile({
          sheets,
          change: (part) => {
            at += 1;
            return at === number ? { ...part, content: mutated(Buffer.from(part.content as Buffer), choice) } : part;
          },
        });
      },
    },
  ];
}
