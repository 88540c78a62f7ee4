import { expect } from 'chai';
import { describe, it } from 'mocha';
import { FEED_USAGE, feedArguments } from '../../../server/commands/feed-arguments.ts';
import { PROFILES } from '../../../server/features/erp-feed/profile-list.ts';

const EXAMPLES = 'docs/examples';

const REFUSALS: { args: string[]; says: string }[] = [
  { args: [], says: 'A profile and a file are needed.' },
  { args: ['invoices'], says: 'A profile and a file are needed.' },
  {
    args: ['orders', 'x.csv'],
    says: 'There is no profile "orders"; there are customers',
  },
  { args: ['customers', 'x.csv', '--snapshot'], says: 'The profile customers takes no snapshots' },
  {
    args: ['invoices', 'x.csv', '--accept', 'everything'],
    says: '--accept names "everything"; the holds are totals_differ,',
  },
  { args: ['invoices', 'x.csv', '--snapshot', '--delta'], says: 'a snapshot or a delta' },
  { args: ['invoices', 'x.csv', '--on-problem', 'stop'], says: '--on-problem is "stop"; it is refuse or skip.' },
  { args: ['invoices', 'x.csv', '--data-as-of', '2026-11-20'], says: 'write it as 2026-11-20T22:00:00Z' },
  { args: ['invoices', 'x.csv', '--data-as-of', '2026-11-31T00:00:00Z'], says: 'write it as 2026-11-20T22:00:00Z' },
  { args: ['invoices', 'x.csv', '--mapping', 'nowhere.json'], says: 'The mapping nowhere.json cannot be read' },
  { args: ['invoices', 'x.csv', '--mapping', `${EXAMPLES}/invoices.csv`], says: 'is not JSON' },
  {
    args: ['invoices', 'x.csv', '--mapping', `${EXAMPLES}/ibm.mapping.json`],
    says: 'mapping.profile is "cleared-items"',
  },
];

describe('FEED_USAGE', () => {
  it('lists every profile, and marks those that were never tried', () => {
    for (const { name, sample } of Object.values(PROFILES)) {
      expect(FEED_USAGE).to.match(new RegExp(`\\b${name}${sample === 'untried' ? ' \\(untried\\)' : '[,.]'}`));
    }
  });
});

describe('feedArguments', () => {
  it('refuses wrong rows, reads our own columns and states no as-of time unless told', async () => {
    const given = await feedArguments(['invoices', 'a.csv', 'b.csv', '--delta']);
    expect(given).to.deep.include({
      profile: 'invoices',
      onProblem: 'refuse',
      mapping: {},
      dataAsOf: null,
      coverage: 'delta',
      accept: [],
      dryRun: false,
      json: false,
    });
    expect(given.paths.map((path) => path.split('/').at(-1))).to.deep.equal(['a.csv', 'b.csv']);
    expect(given.tenant).to.equal(undefined);
  });

  it('takes what it is told', async () => {
    const mapping = ['--mapping', `${EXAMPLES}/ibm.mapping.json`];
    const flags = [
      '--tenant',
      'IBM',
      '--dry-run',
      '--on-problem',
      'skip',
      '--data-as-of',
      '2026-11-20T23:30:00+02:00',
      '--accept',
      'totals_differ, open_items_gone',
      '--accept',
      'other_company',
      '--json',
    ];
    const given = await feedArguments(['cleared-items', 'a.csv', ...mapping, ...flags]);
    expect(given).to.deep.include({ tenant: 'IBM', onProblem: 'skip', dryRun: true, json: true });
    expect(given.dataAsOf?.toISOString()).to.equal('2026-11-20T21:30:00.000Z');
    expect(given.mapping.currency).to.equal('USD');
    expect(given.accept).to.deep.equal(['totals_differ', 'open_items_gone', 'other_company']);
  });

  for (const { args, says } of REFUSALS) {
    it(`refuses: ${args.join(' ') || 'nothing'}`, async () => {
      const failure: unknown = await feedArguments(args).catch((error: unknown) => error);
      expect(String(failure)).to.contain(says);
    });
  }
});
