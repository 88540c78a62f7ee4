import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { NoticeLine } from '../../../../server/features/activities/contact-summary-service.ts';
import type { Debtor } from '../../../../server/features/dispatches/debtor.ts';
import { suggestTemplate } from '../../../../server/features/dispatches/suggest-template.ts';
import type { Template } from '../../../../server/features/templates/template-service.ts';
import type { ActivityCode } from '../../../../shared/domain/activity-code.ts';
import { addDays, calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { TEMPLATE_STAGES } from '../../../../shared/domain/dunning.ts';

const TODAY = calendarDate('2026-11-20');

const TEMPLATES = ['de', 'en'].flatMap((language) =>
  TEMPLATE_STAGES.map((stage) => ({ stage, language, name: stage }) as Template),
);

function aDebtor(daysPastDue: number | null, { language = 'en', contactLanguage = '' } = {}): Debtor {
  const items = daysPastDue === null ? [] : [{ dueOn: addDays(TODAY, -daysPastDue) }];
  return {
    customer: { language, contacts: [{ language: '' }, { language: contactLanguage }] },
    items,
  } as unknown as Debtor;
}

function aNotice(code: ActivityCode, daysAgo: number): NoticeLine {
  return { code, businessDay: addDays(TODAY, -daysAgo) } as NoticeLine;
}

interface Case {
  readonly pastDue: number | null;
  readonly notices?: readonly NoticeLine[];
  readonly stage: string;
  readonly words: RegExp;
}

describe('suggestTemplate', () => {
  const cases: readonly Case[] = [
    { pastDue: null, stage: 'reply', words: /Nothing is past due/ },
    { pastDue: 1, stage: 'first_notice', words: /1 day past due, and no notice has gone out/ },
    { pastDue: 90, stage: 'first_notice', words: /90 days past due, and no notice has gone out/ },
    { pastDue: 20, notices: [aNotice('email_first_notice', 6)], stage: 'reply', words: /too early/ },
    { pastDue: 14, notices: [aNotice('email_first_notice', 10)], stage: 'reply', words: /too early/ },
    {
      pastDue: 15,
      notices: [aNotice('email_first_notice', 7)],
      stage: 'second_notice',
      words: /first notice.* 7 days ago/,
    },
    { pastDue: 29, notices: [aNotice('email_second_notice', 8)], stage: 'reply', words: /too early/ },
    {
      pastDue: 30,
      notices: [aNotice('email_first_notice', 20), aNotice('email_second_notice', 8)],
      stage: 'final_notice',
      words: /second notice.* 8 days ago/,
    },
    {
      pastDue: 60,
      notices: [aNotice('email_final_notice', 1)],
      stage: 'reply',
      words: /final notice.* 1 day ago.*No further/,
    },
    { pastDue: 60, notices: [aNotice('email_final_notice', 0)], stage: 'reply', words: /was today/ },
    {
      pastDue: 5,
      notices: [aNotice('email_final_notice', 40)],
      stage: 'first_notice',
      words: /no notice has gone out/,
    },
    { pastDue: 5, notices: [aNotice('email_first_notice', 5)], stage: 'first_notice', words: /no notice has gone out/ },
  ];
  for (const { pastDue, notices = [], stage, words } of cases) {
    const sent = notices.map(({ code, businessDay }) => `${code} of ${businessDay}`).join(', ') || 'no notice';
    it(`is ${stage} for ${pastDue ?? 'no'} days past due and ${sent}`, () => {
      const suggestion = suggestTemplate({
        templates: TEMPLATES,
        debtor: aDebtor(pastDue),
        notices,
        today: TODAY,
        language: 'en',
      });
      expect(suggestion?.template.stage).to.equal(stage);
      expect(suggestion?.reason).to.match(words);
    });
  }

  const languages: readonly (readonly [debtor: Debtor, language: string])[] = [
    [aDebtor(1, { language: 'de' }), 'de'],
    [aDebtor(1, { language: 'de-AT' }), 'de'],
    [aDebtor(1, { language: 'de', contactLanguage: 'en-GB' }), 'en'],
    [aDebtor(1, { language: 'fr' }), 'en'],
    [aDebtor(1, { language: '' }), 'en'],
  ];
  for (const [debtor, language] of languages) {
    const { customer } = debtor;
    it(`is in ${language} for a customer of "${customer.language}" with a contact of "${customer.contacts[1]?.language}"`, () => {
      const suggestion = suggestTemplate({ templates: TEMPLATES, debtor, notices: [], today: TODAY, language: 'en' });
      expect(suggestion?.template.language).to.equal(language);
    });
  }

  it('is none where no template of the step is live', () => {
    const templates = TEMPLATES.filter(({ stage }) => stage !== 'first_notice');
    expect(suggestTemplate({ templates, debtor: aDebtor(3), notices: [], today: TODAY, language: 'en' })).to.equal(
      null,
    );
  });
});
