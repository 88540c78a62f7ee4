import { daysPastDue } from '#shared/domain/ageing.ts';
import { type CalendarDate, daysBetween } from '#shared/domain/calendar-date.ts';
import { correspondenceLanguage } from '#shared/domain/correspondence-language.ts';
import { codeOfStage, type TemplateStage } from '#shared/domain/dunning.ts';
import type { Language } from '#shared/words/catalogue.ts';
import { sentencesFor, tradeWordsFor } from '#shared/words/sentences.ts';
import type { NoticeLine } from '../activities/contact-summary-service.ts';
import type { Template } from '../templates/template-service.ts';
import type { Debtor } from './debtor.ts';

/** Days that a customer has to answer one notice before the next is suggested. */
const DAYS_BETWEEN_NOTICES = 7;

/** The notices in their order, each with the days past due from which it is suggested. */
const STEPS: readonly { readonly stage: TemplateStage; readonly fromDays: number }[] = [
  { stage: 'first_notice', fromDays: 1 },
  { stage: 'second_notice', fromDays: 15 },
  { stage: 'final_notice', fromDays: 30 },
];

export interface SuggestionFacts {
  readonly templates: readonly Template[];
  /** With all that is past due. */
  readonly debtor: Debtor;
  readonly notices: readonly NoticeLine[];
  readonly today: CalendarDate;
  /** Of the reader. */
  readonly language: Language;
}

export interface Suggestion {
  readonly template: Template;
  /** For the collector, in words. */
  readonly reason: string;
}

/** The template that suits a customer today, by how long the oldest item is past due and which notices went out since it fell due. Null where none is live. */
export function suggestTemplate(facts: SuggestionFacts): Suggestion | null {
  const { stage, reason } = suggestStage(facts);
  const [template] = inLanguageOf(facts.debtor, facts.templates).filter((each) => each.stage === stage);
  return template === undefined ? null : { template, reason };
}

/** The templates with those in the customer's language first. */
export function inLanguageOf({ customer }: Debtor, templates: readonly Template[]): Template[] {
  const wanted = baseLanguage(correspondenceLanguage(customer));
  const rank = ({ language }: Template) => {
    if (baseLanguage(language) === wanted) return 0;
    return baseLanguage(language) === 'en' ? 1 : 2;
  };
  return [...templates].sort((a, b) => rank(a) - rank(b));
}

function suggestStage({ debtor, notices, today, language }: SuggestionFacts): { stage: TemplateStage; reason: string } {
  const words = sentencesFor(language).suggestion;
  const [oldest] = debtor.items;
  if (oldest === undefined) return { stage: 'reply', reason: words.nothingPastDue };
  const days = daysPastDue(oldest.dueOn, today);
  const since = notices.filter(({ businessDay }) => businessDay > oldest.dueOn);
  const sentSteps = STEPS.map(({ stage }) => since.find(({ code }) => code === codeOfStage(stage)));
  const reached = sentSteps.findLastIndex((notice) => notice !== undefined);
  const last = sentSteps[reached];
  const next = STEPS[reached + 1];
  const age = words.age(days);
  const before = last === undefined ? words.noNotice : sentInWords(last, today, language);
  if (next === undefined) return { stage: 'reply', reason: words.noFurther(age, before) };
  const waited = last === undefined ? DAYS_BETWEEN_NOTICES : daysBetween(last.businessDay, today);
  if (days < next.fromDays || waited < DAYS_BETWEEN_NOTICES) {
    return { stage: 'reply', reason: words.tooEarly(age, before) };
  }
  return { stage: next.stage, reason: words.plain(age, before) };
}

function sentInWords({ code, businessDay }: NoticeLine, today: CalendarDate, language: Language): string {
  return sentencesFor(language).suggestion.notice(tradeWordsFor(language).codes[code], daysBetween(businessDay, today));
}

function baseLanguage(language: string): string {
  return (language.split('-')[0] ?? '').toLowerCase();
}
