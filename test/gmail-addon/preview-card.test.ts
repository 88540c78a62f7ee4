import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { GoogleCard } from '../../demo/google/card-schema.ts';
import { ActionSeals } from '../../gmail-addon/actions.ts';
import { CardKit } from '../../gmail-addon/card-kit.ts';
import { wordsFor } from '../../gmail-addon/card-words.ts';
import { type PreviewOnScreen, previewCard } from '../../gmail-addon/cards/preview-card.ts';
import { readerCard } from '../../gmail-addon/reader-card.ts';
import type { FilledMessage } from '../../shared/api/dispatches.ts';
import { Formats } from '../../shared/words/formats.ts';

type Part = FilledMessage['parts'][number];

describe('the card of a template’s preview', () => {
  const seals = new ActionSeals(randomUUID(), () => new Date('2026-11-20T09:00:00.000Z'));
  const signing = { seals, owner: { subject: '1', messageId: 'm' }, endpoint: 'https://gmail.duethread.example' };
  const kit = new CardKit(wordsFor('en'), new Formats('en', 'Europe/Berlin'), signing);

  const cardOf = (
    parts: Part[],
    changes: Partial<PreviewOnScreen['preview']> = {},
    { isNew = false, items = 250 } = {},
  ) => {
    const card = previewCard(kit, {
      preview: {
        template: { id: 't1', name: 'First', stage: 'first_notice', language: 'en', version: 1 },
        filled: { subject: 'S', html: '', text: '', parts, itemIds: itemIds(items), total: [], attachments: [] },
        gate: { open: true, reasons: [], warnings: [], dataAsOf: null, state: 'x'.repeat(22) },
        attachable: [],
        ...changes,
      },
      customerId: 'c1',
      recipients: isNew ? contacts(10).map(({ email }) => email) : ['kim@kestrel.example'],
      isNew,
      contacts: { all: contacts(40), ticked: [] },
      subject: 'Re: Invoice',
      files: [],
    });
    const problems = GoogleCard.safeParse(JSON.parse(JSON.stringify(card))).error?.issues ?? [];
    expect(problems).to.deep.equal([]);
    return {
      card,
      fields: card.sections.flatMap(({ widgets }) => widgets).flatMap(fieldOf),
      json: JSON.stringify(card),
    };
  };
  const locked = (text: string): Part => ({ kind: 'locked', text });
  const free = (name: string, text: string): Part => ({ kind: 'free', name, text, original: text });

  it('never makes a field of a part of a text: what it has no room for goes out as approved, and it says so', () => {
    const { fields, json } = cardOf([free('greeting', 'Hello'), locked('ä€<&'.repeat(3_000)), free('remark', 'Bye')]);
    expect(fields).to.deep.equal(['part_greeting']);
    expect(json)
      .to.contain('There is no room here to change “remark”')
      .and.to.match(/\d+ more characters/);
  });

  it('leaves a reader no button that sends, shows anew or acknowledges', () => {
    const warnings = itemIds(1).map((clauseId) => ({ clauseId, text: 'Bank details were changed' }));
    const { card, json } = cardOf([free('remark', 'Bye')], { warnings }, { items: 2 });
    expect(json).to.contain('/acknowledge-clauses').and.to.contain('/new-message');
    expect(JSON.stringify(readerCard(card))).to.not.contain('/actions/');
  });

  it('sets the cells of a table apart, and leaves a person’s blanks after a sentence', () => {
    const { json } = cardOf([locked('Invoice  Due  Open\n104250  October 1, 2026  €800.00\nThank you.  Ana')]);
    expect(json)
      .to.contain('Invoice · Due · Open<br>104250 · October 1, 2026 · €800.00<br>')
      .and.to.contain('Thank you.  Ana');
  });

  for (const text of ['x', 'ä', '€', '<', '"', '\n', '\u{1f600}']) {
    it(`stays below 30 kB with as much text and as many items as a message can have, all of it ${JSON.stringify(text)}`, () => {
      const parts = Array.from({ length: 10 }, (_, n) => [
        locked(text.repeat(1_400)),
        free(`p${n}`, text.repeat(1_400)),
      ]);
      const reasons = Array.from({ length: 6 }, () => {
        return { reason: 'paid' as const, itemIds: [], text: text.repeat(1_000) };
      });
      const gate = { open: false, reasons, warnings: [text.repeat(900)], dataAsOf: null, state: 'x'.repeat(22) };
      const clauses = itemIds(10).map((clauseId) => ({ clauseId, text: '' }));
      const kinds = [false, true].flatMap((isNew) => [50, 150, 250].map((items) => ({ isNew, items })));
      for (const kind of kinds) {
        for (const warnings of [clauses, []]) {
          const { json, card } = cardOf(parts.flat(), { gate, warnings }, kind);
          expect(Buffer.byteLength(json), JSON.stringify(kind)).to.be.below(30_000);
          expect(card.sections.flatMap(({ widgets }) => widgets).length).to.be.below(100);
        }
      }
    });
  }
});

function fieldOf(widget: object): string[] {
  const { textInput } = widget as { textInput?: { name: string } };
  return textInput?.name.startsWith('part_') === true ? [textInput.name] : [];
}

function contacts(count: number): PreviewOnScreen['contacts']['all'] {
  return Array.from({ length: count }, (_, n) => ({
    name: `${'N'.repeat(100)}${n}`,
    email: `${n}@kestrel.example`,
    phone: '',
    role: '',
    language: '',
  }));
}

function itemIds(count: number): string[] {
  return Array.from({ length: count }, () => randomUUID().replaceAll('-', '').slice(0, 24));
}
