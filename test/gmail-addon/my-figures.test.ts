import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { ActionSeals } from '../../gmail-addon/actions.ts';
import { CardKit } from '../../gmail-addon/card-kit.ts';
import { wordsFor } from '../../gmail-addon/card-words.ts';
import { myFiguresCard } from '../../gmail-addon/cards/my-figures-card.ts';
import { calendarDate } from '../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../shared/domain/currency.ts';
import { myFigures as myFiguresEn } from '../../shared/words/en.ts';
import { Formats } from '../../shared/words/formats.ts';
import { lineInWords } from '../../shared/words/my-figures.ts';
import { aBoardLine, aGoal } from '../support/board-line.ts';
import { useGmailWorld } from './gmail-world.ts';

const MONTH = { from: calendarDate('2026-11-01'), to: calendarDate('2026-11-20'), knownAt: null };

describe('the card of one’s own figures', () => {
  const formats = new Formats('en', 'Europe/Berlin');
  const seals = new ActionSeals(randomUUID(), () => new Date('2026-11-20T09:00:00.000Z'));
  const signing = { seals, owner: { subject: '1', messageId: '' }, endpoint: 'https://gmail.example' };
  const kit = new CardKit(wordsFor('en'), formats, signing);

  it('has the figures, words and order of the Outlook sidebar', () => {
    const line = aBoardLine({ touched: [{ minor: 500, currency: currencyCode('USD') }] });
    const card = myFiguresCard(kit, { ...MONTH, line, goals: [aGoal()] });
    const rows = card.sections[0]?.widgets.map((widget) =>
      'decoratedText' in widget ? [widget.decoratedText.topLabel, widget.decoratedText.text] : [],
    );
    const figures = lineInWords(line, { words: myFiguresEn, formats });
    expect(rows).to.deep.equal(figures.map(({ label, value }) => [label, `<b>${value}</b>`]));
    expect(card.sections[1]?.header).to.equal('Goals');
  });

  it('stays within what a card has room for, however many goals there are', () => {
    const goals = Array.from({ length: 200 }, (_, n) => aGoal({ id: `g${n}` }));
    const card = myFiguresCard(kit, { ...MONTH, line: aBoardLine(), goals });
    expect(card.sections.flatMap(({ widgets }) => widgets).length).to.be.below(100);
  });
});

describe('a collector’s own figures in Gmail', function () {
  this.timeout(120_000);
  const { world } = useGmailWorld();

  it('are on the card beside no message, and are those of what was just logged', async () => {
    const none = await world.openHome();
    await none.press('My figures');
    expect(none.text).to.contain('Nothing of yours is in this period yet.');
    const panel = await world.open();
    await (await panel.press('Log a call')).press('Call: no answer');
    await panel.press('Log: Call again');
    const home = await world.openHome();
    await home.press('My figures');
    expect(home.card.header?.title).to.equal('My figures');
    expect(home.text).to.contain('Nov 1 to Nov 20');
    expect(home.text).to.contain('Touches | <b>1</b> | on 1 customer, one a day');
    expect(home.text).to.contain('No goal is set for you or your teams.');
  });
});
