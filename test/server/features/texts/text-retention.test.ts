import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import { TextRulesRepository } from '../../../../server/features/texts/text-rules-repository.ts';
import { useApp } from '../../../support/app.ts';
import { required, TextsCase } from './texts-case.ts';

const SWEPT_NOTHING = { template_mail: 0, other_mail: 0, call_note: 0, drafts: 0 };

describe('texts past their time', function () {
  this.timeout(120_000);
  const app = useApp();
  let t: TextsCase;
  beforeEach(async () => {
    app.clock.set('2026-11-20T09:00:00.000Z');
    t = await TextsCase.begin(app);
  });

  /** Sessions last a quarter of an hour, so what is read afterwards is read in the database. */
  const kept = async () => (await t.everything()).match(/word-\w+/g) ?? [];
  const distinct = async () => [...new Set(await kept())].sort();

  it('are kept for ever while nobody says otherwise', async () => {
    await t.call('word-one');
    app.clock.set('2046-11-20T09:00:00.000Z');
    expect(await t.sweep()).to.deep.equal(SWEPT_NOTHING);
    expect(await distinct()).to.deep.equal(['word-one']);
  });

  it('go by their kind, on the day after the last of their days in the company’s zone', async () => {
    await t.rules({ keptDays: { call_note: 10, other_mail: 20 } });
    await t.call('word-call');
    await t.call('word-note', { code: 'note', outcome: undefined });
    await t.call('word-mail', { code: 'email_reply', outcome: undefined });
    // 23:30 in Berlin on the tenth day.
    app.clock.set('2026-11-30T22:30:00.000Z');
    expect(await t.sweep()).to.deep.equal(SWEPT_NOTHING);
    app.clock.set('2026-11-30T23:30:00.000Z');
    expect(await t.sweep()).to.deep.equal({ ...SWEPT_NOTHING, call_note: 2 });
    expect(await distinct()).to.deep.equal(['word-mail']);
    app.clock.set('2026-12-11T09:00:00.000Z');
    expect(await t.sweep()).to.deep.equal({ ...SWEPT_NOTHING, other_mail: 1 });
    expect(await distinct()).to.deep.equal([]);
    expect(await t.sweep()).to.deep.equal(SWEPT_NOTHING);
  });

  it('go with messages of ours, their files and those that were never sent', async () => {
    await t.rules({ keptDays: { template_mail: 30 } });
    await t.message({ attachments: [{ kind: 'statement' }] });
    required(await t.prepared({ attachments: [{ kind: 'statement' }] }));
    expect(await t.everything())
      .to.contain('Osei')
      .and.to.match(/"bytes":/);
    app.clock.set('2026-12-25T09:00:00.000Z');
    expect(await t.sweep()).to.deep.equal({ ...SWEPT_NOTHING, template_mail: 1, drafts: 1 });
    expect(await t.everything()).not.to.match(/"bytes":|"plainBody"|"filled":\{/);
    expect((await t.chainedLog()).map(({ kind }) => kind)).to.deep.equal(['activity', 'erasure']);
  });

  it('stay while they are held, and go once the hold is lifted', async () => {
    await t.rules({ keptDays: { call_note: 1 } });
    await t.call('word-held');
    const { id = '' } = required(await t.hold());
    await t.lift(id, 'ask');
    app.clock.set('2026-12-25T09:00:00.000Z');
    expect((await t.sweep()).call_note).to.equal(0);
    expect(await distinct()).to.deep.equal(['word-held']);
    await t.a.in(() => app.services.textHolds.lift(id, 'confirm', t.otto.actor));
    expect((await t.sweep()).call_note).to.equal(1);
    expect(await distinct()).to.deep.equal([]);
  });

  it('go as well where the hold is lifted while they are passed over', async () => {
    await t.rules({ keptDays: { call_note: 1 } });
    await t.call('word-held');
    const { id = '' } = required(await t.hold());
    await t.lift(id, 'ask');
    app.clock.set('2026-12-25T09:00:00.000Z');
    const rules = new TextRulesRepository();
    const begun = await t.a.in(() => rules.sweptTo('call_note'));
    await t.a.in(() => app.services.textHolds.lift(id, 'confirm', t.otto.actor));
    expect(await t.a.in(() => rules.keepSweptTo('call_note', { ...begun, seq: 1 }))).to.equal(false);
    expect((await t.sweep()).call_note).to.equal(1);
    expect(await distinct()).to.deep.equal([]);
  });

  it('leave the log whole: every entry and hash, and a later one that says when they went', async () => {
    await t.rules({ keptDays: { call_note: 1 } });
    for (const note of ['word-a', 'word-b', 'word-c']) await t.call(note);
    const before = await t.chainedLog();
    app.clock.set('2026-12-25T09:00:00.000Z');
    await t.sweep();
    const after = await t.chainedLog();
    expect(after.slice(0, 3)).to.deep.equal(before);
    expect(after.slice(3).map(({ kind, refersTo, client }) => [kind, refersTo, client])).to.deep.equal(
      before.map(({ id }) => ['erasure', id, 'job']),
    );
    const [swept] = await t.a.in(() => app.services.adminLog.latest({ area: 'texts' }, 1));
    expect(swept).to.deep.include({ by: 'retention', deed: 'texts_past_their_time' });
  });
});
