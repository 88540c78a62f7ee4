import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import * as de from '../../shared/words/de.ts';
import * as en from '../../shared/words/en.ts';
import { screenshot, useBrowser } from '../support/browser.ts';
import { useDemo } from '../support/demo.ts';
import { OutlookMailbox } from './outlook-mailbox.ts';

const ANA = 'ana.reyes@harbourlight.example';
/** Words that an English sentence hardly does without, and a German one never has. */
const ENGLISH = /\b(the|and|of|is|are|your|you|this|that|with|for|not|by|from|due|days|open)\b/i;

/** The fixed words of a catalogue, by their place in it. */
function wordsIn(value: unknown, place = ''): [place: string, words: string][] {
  if (typeof value === 'string') return [[place, value]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => wordsIn(inner, `${place}.${name}`));
}

/** English words that German does not say in the same way. */
function onlyEnglish(): Set<string> {
  const german = new Map(wordsIn({ trade: de.trade, pane: de.pane, myFigures: de.myFigures }));
  const said = new Set(german.values());
  const english = wordsIn({ trade: en.trade, pane: en.pane, myFigures: en.myFigures });
  return new Set(english.flatMap(([place, words]) => (german.get(place) === words || said.has(words) ? [] : words)));
}

describe('the Outlook sidebar in German', function () {
  this.timeout(120_000);
  const demo = useDemo();
  const browser = useBrowser();
  const english = onlyEnglish();
  let outlook: OutlookMailbox;

  before(async () => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 1000 } });
    outlook = await OutlookMailbox.open(context, demo.running(), { owner: ANA, language: 'de-DE' });
  });

  it('asks for the sign-in', async () => {
    await outlook.text(outlook.words.signedOut.start).waitFor();
    await hasNoEnglish();
  });

  it('shows what is mine today where no message is open', async () => {
    await outlook.signIn();
    await outlook.text(outlook.words.worklist.heading).waitFor();
    await hasNoEnglish();
  });

  it('shows the card, with dates and amounts as Germans write them', async () => {
    await outlook.openThread(/payment reminder/);
    await outlook.card();
    await screenshot(outlook.page, 'outlook-german');
    await hasNoEnglish();
    expect(await outlook.paneText()).to.match(/\d,\d\d\s€/);
  });

  for (const form of ['promise', 'dispute', 'task', 'note'] as const) {
    it(`has the form: ${form}`, async () => {
      await outlook.action(form).click();
      await outlook.button(outlook.words.form.save).click();
      await hasNoEnglish();
      await outlook.closePanel();
    });
  }

  it('logs a call', async () => {
    const { actions, codes, outcomes, call } = outlook.words;
    await outlook.button(actions.call.full).click();
    await outlook.text(call.codes).waitFor();
    await hasNoEnglish();
    await outlook.pane.locator('body').press('2');
    await outlook.text(call.outcomes).waitFor();
    await hasNoEnglish();
    await outlook.button(new RegExp(outcomes.awaiting_reply)).click();
    await outlook.text(codes.phone_left_voicemail).waitFor();
    await hasNoEnglish();
  });

  it('fills a template', async () => {
    const { templates } = outlook.words;
    await outlook.action('template').click();
    await outlook.text(templates.suggested).waitFor();
    await hasNoEnglish();
    await outlook.button(/^Kontoauszug/).click();
    await outlook.text(templates.preview).waitFor();
    await hasNoEnglish();
    await outlook.closePanel();
  });

  it('shows the line of time and my figures', async () => {
    await outlook.button(outlook.words.card.timeline).click();
    await outlook.settled();
    await hasNoEnglish();
    await outlook.button(outlook.words.myFigures).click();
    await outlook.heading(de.myFigures.heading).waitFor();
    await outlook.settled();
    await hasNoEnglish();
  });

  for (const [thread, of] of [
    [/Meeting: open invoices/, 'not_a_message'],
    [/Quick question/, 'protected'],
  ] as const) {
    it(`says it of what is open: ${of}`, async () => {
      const { absences, protected: isProtected } = outlook.words.thread;
      await outlook.openThread(thread);
      await outlook.text(of === 'protected' ? isProtected : absences.not_a_message.heading).waitFor();
      await hasNoEnglish();
    });
  }

  /** Nothing that is seen or read aloud is English, but names, notes as somebody wrote them, and what says that it is in another language. */
  async function hasNoEnglish(): Promise<void> {
    const said = await textsOfPane();
    expect(said.length).to.be.above(2);
    expect(said.filter((text) => english.has(text) || ENGLISH.test(text))).to.deep.equal([]);
  }

  async function textsOfPane(): Promise<string[]> {
    const frame = await outlook.frame();
    const texts = await frame.evaluate(() => {
      const german = ':not(.note):not([lang]:not([lang^="de"])):not([lang]:not([lang^="de"]) *)';
      const texts = [...document.querySelectorAll(`body *${german}`)].flatMap(({ childNodes }) =>
        [...childNodes].flatMap((node) => (node instanceof Text ? node.data : [])),
      );
      const named = [...document.querySelectorAll(`[aria-label]${german}, [title]${german}`)];
      return [...texts, ...named.flatMap((node) => [node.getAttribute('aria-label'), node.getAttribute('title')])];
    });
    return texts.flatMap((text) => text?.trim() || []);
  }
});
