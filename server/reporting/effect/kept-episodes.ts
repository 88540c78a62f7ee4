import { KeptByStamp } from '../facts/kept-by-stamp.ts';
import { calendarText } from '../measures/workings/calendar-text.ts';
import { type EpisodeQuestion, type Episodes, episodesOf } from './episodes.ts';

/** The page of a manager asks about one period in many ways, beside the one before it. */
const KEPT = new KeptByStamp<Episodes>(4);

/** The episodes of a period: made once, however they are gathered and narrowed, for as long as the data stay. */
export function keptEpisodes(question: EpisodeQuestion): Episodes {
  const { facts, from, to, calendar, graceDays } = question;
  const key = `${from} ${to} ${graceDays} ${calendarText(calendar)}`;
  return KEPT.of(facts, key, () => episodesOf(question));
}
