import { expect } from 'chai';
import { describe, it } from 'mocha';
import {
  amount,
  neededAmount,
  neededNumber,
  number,
} from '../../../../../server/features/erp-feed/json/json-fields.ts';
import { DOTNET_FORMATS } from '../../../../../server/features/erp-feed/json/json-formats.ts';
import { at, listOf } from '../../../../../server/features/erp-feed/json/json-member.ts';
import { jsonProfile } from '../../../../../server/features/erp-feed/json/json-profile.ts';
import { recordKind, refusedKind } from '../../../../../server/features/erp-feed/json/record-kind.ts';
import { UnreadableFile } from '../../../../../server/features/erp-feed/text/unreadable-file.ts';

const PROFILE = jsonProfile({
  name: 'xero',
  about: 'For the test.',
  sample: 'untried',
  takesSnapshots: false,
  formats: DOTNET_FORMATS,
  morePages: (root) => ('next' in root ? 'More pages follow.' : null),
  kinds: [
    refusedKind(['Pages[]', 'Data.Things[]'], 'These are drafts.', (record) => 'draft' in record),
    recordKind({
      paths: ['Data.Things[]', 'Pages[]', ''],
      fits: (record) => 'id' in record,
      named: ({ id, alias }) => (typeof alias === 'string' ? [[alias, String(id)]] : []),
      members: {
        id: at('id', neededNumber),
        parent: at('parent', number),
        amount: at('sum.amount', neededAmount),
        parts: listOf('parts', { amount: at('amount', amount) }),
      },
      toLedger({ id, parent, parts }, { line, names, leaveOut }) {
        for (const _part of parts) leaveOut('parts');
        return [{ type: 'merge', line, customerNumber: id, intoNumber: names.get(parent) ?? null }];
      },
    }),
  ],
});

async function read(text: string) {
  const taken: string[] = [];
  const problems: string[] = [];
  const notes: string[] = [];
  const source = { fileName: 'feed.json', source: 'erp', mapping: {} };
  const chunks = async function* () {
    const bytes = Buffer.from(text);
    for (let start = 0; start < bytes.length; start += 7) yield bytes.subarray(start, start + 7);
  };
  await PROFILE.read(
    { ...source, chunks },
    {
      rows: (rows) =>
        taken.push(...rows.map((row) => (row.type === 'merge' ? `${row.customerNumber}>${row.intoNumber}` : row.type))),
      problem: ({ line, column, value, problem }) => problems.push(`${line} ${column} "${value}" ${problem}`),
      note: (sentence) => notes.push(sentence),
      hold: () => undefined,
      account: () => undefined,
      statement: () => undefined,
      returned: () => undefined,
    },
  );
  return { taken, problems, notes };
}

function thing(id: string, more: object = {}): string {
  return JSON.stringify({ id, sum: { amount: 5 }, ...more });
}

async function refusalOf(text: string): Promise<string> {
  return await read(text).then(
    () => 'taken',
    (error: unknown) => {
      if (error instanceof UnreadableFile) return `${error.line} ${error.message}`;
      throw error;
    },
  );
}

describe('jsonProfile', () => {
  it('reads records wherever they stand: in an answer, several answers, a list, or a line each', async () => {
    for (const text of [
      `{"Data":{"Things":[${thing('1')},${thing('2')}]}}`,
      `{"Data":{"Things":[${thing('1')}]}}\n{"Pages":[${thing('2')}]}`,
      `[${thing('1')},${thing('2')}]`,
      `${thing('1')}\n${thing('2')}\n`,
      `\uFEFF[{"Pages":[${thing('1')}]},{"Pages":[${thing('2')}]}]`,
    ]) {
      expect((await read(text)).taken, text).to.deep.equal(['1>null', '2>null']);
    }
  });

  it('lets records speak of others by the names that those go by, before or after them', async () => {
    const { taken } = await read(`[${thing('1', { parent: 'second' })},${thing('2', { alias: 'second' })}]`);
    expect(taken).to.deep.equal(['1>2', '2>null']);
  });

  it('notes what it leaves out, lists that it does not know, and pages that follow the last', async () => {
    const first = `{"Pages":[${thing('1', { parts: [{}, {}] })}],"next":"x"}`;
    const last = `{"Data":{"Things":[],"Others":[{"a":1}]}}`;
    expect((await read(`${first}${last}`)).notes).to.deep.equal([
      'Lists that are not read: Others.',
      'Left out: 2 parts.',
    ]);
    expect((await read(`${last}${first}`)).notes).to.include('More pages follow.');
  });

  it('names each wrong member by its path, and takes the other records', async () => {
    const wrong = [
      thing('', { sum: 5 }),
      thing('3', { sum: { amount: [] } }),
      thing('4', { parts: [{ amount: 1 }, { amount: 'much' }, 7] }),
      '{"id":"\\u0000","sum":{"amount":1}}',
      '{"id":"\\ud800","sum":{"amount":1}}',
      '{"id":5,"__proto__":{"sum":{"amount":1}}}',
    ];
    const { taken, problems } = await read(`[${thing('1')},\n${wrong.join(',\n')}]`);
    expect(taken).to.deep.equal(['1>null']);
    expect(problems).to.deep.equal([
      '2 id "" is missing or empty',
      '2 sum.amount "" is missing or empty',
      '3 sum.amount "" is not a single value',
      '4 parts[1].amount "much" is not an amount as this file writes them',
      '4 parts[2] "7" is not a record',
      '5 id "\u0000" holds control characters or halves of characters',
      '6 id "\ud800" holds control characters or halves of characters',
      '7 sum.amount "" is missing or empty',
    ]);
  });

  for (const [what, text, reason] of [
    ['records of a kind that is no feed', '{"Pages":[{"draft":true}]}', '1 These are drafts.'],
    ['records of no kind', '{"Pages":[{"a":1}]}', 'no record that this profile knows'],
    ['another answer', '{\n"Fault":{}}', 'has none of Pages, Data. It has Fault.'],
    ['values that are no records', '["1",2]', 'no records'],
    ['a file that was cut off', `[${thing('1')},{"id":`, 'cut off'],
    ['a file that is no JSON', 'number;amount\n1;2', 'no JSON'],
    ['nesting without end', '['.repeat(100_000), 'deep'],
    ['an empty file', ' \n', 'empty'],
  ] as const) {
    it(`refuses ${what} as a whole`, async () => {
      expect(await refusalOf(text)).to.contain(reason);
    });
  }
});
