import { expect } from 'chai';
import { describe, it } from 'mocha';
import { changesOf, draftOf } from '../../../../server/web/settings/settings-draft.ts';
import type { SettingsView } from '../../../../shared/api/settings.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';

const SETTINGS: SettingsView = {
  ageing: { preset: 'to_90', lastDays: [0, 30, 60, 90], labels: ['current', '1-30', '31-60', '61-90', '90+'] },
  autoPost: true,
  writeOffTolerance: [],
  matchingTolerance: { fraction: 0.07, amounts: [] },
  oldestFirst: false,
  calendar: { weekend: [5, 6], holidays: [calendarDate('2026-12-25'), calendarDate('2027-01-01')] },
  promiseGraceDays: 2,
  targets: [{ measure: 'dso.countback', value: 40.5 }],
  neverLog: ['bank.example', 'lawyer@firm.example'],
  keptOfMail: 'nothing',
  sendAnyway: true,
};

describe('changesOf', () => {
  it('asks for what stands already where nothing was edited', () => {
    expect(changesOf(draftOf(SETTINGS))).to.deep.equal({
      changes: {
        buckets: 'to_90',
        autoPost: true,
        oldestFirst: false,
        writeOffTolerance: [],
        matchingTolerance: { fraction: 0.07, amounts: [] },
        calendar: SETTINGS.calendar,
        promiseGraceDays: 2,
        targets: SETTINGS.targets,
        neverLog: SETTINGS.neverLog,
        keptOfMail: 'nothing',
        sendAnyway: true,
      },
    });
  });

  it('reads whose mail is never logged from lines, commas and blanks', () => {
    const draft = { ...draftOf(SETTINGS), neverLog: ' bank.example\n@firm.example; kim@kestrel.example,\n' };
    expect(changesOf(draft)).to.deep.nested.include({
      'changes.neverLog': ['bank.example', '@firm.example', 'kim@kestrel.example'],
    });
  });

  it('reads holidays on lines of their own, targets with a comma, and leaves out empty lines', () => {
    const draft = {
      ...draftOf(SETTINGS),
      weekend: [],
      holidays: '2026-12-25\n 2026-12-26;2026-12-28,\n',
      targets: [
        { measure: ' bad_debt.of_sales ', value: '0,02' },
        { measure: '', value: ' ' },
      ],
    };
    expect(changesOf(draft)).to.deep.nested.include({
      'changes.calendar': { weekend: [], holidays: ['2026-12-25', '2026-12-26', '2026-12-28'] },
      'changes.targets': [{ measure: 'bad_debt.of_sales', value: 0.02 }],
    });
  });

  for (const { part, words } of [
    { part: { holidays: '2026-12-25, Christmas' }, words: '“Christmas” is no day' },
    { part: { holidays: '2026-02-30' }, words: '“2026-02-30” is no day' },
    { part: { grace: 'some' }, words: '“some” is no number of working days' },
    { part: { grace: '-1' }, words: '“-1” is no number of working days' },
    {
      part: { targets: [{ measure: 'dso.countback', value: 'low' }] },
      words: '“low” is no target for “dso.countback”',
    },
    { part: { targets: [{ measure: 'dso.countback', value: '' }] }, words: 'is no target' },
    { part: { preset: 'own' as const, lastDays: 'x' }, words: 'whole numbers with commas' },
  ]) {
    it(`says that ${words}`, () => {
      const asked = changesOf({ ...draftOf(SETTINGS), ...part });
      expect('problem' in asked ? asked.problem : '').to.contain(words);
    });
  }
});
