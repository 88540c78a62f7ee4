import type { readMyFigures } from '#shared/api/my-figures.ts';
import type { AnswerOf } from '#shared/api/operation.ts';
import { type FigureInWords, goalInWords, lineInWords } from '#shared/words/my-figures.ts';
import { type Card, paragraph, row, section, type Widget } from '../card.ts';
import { bold, html, plain } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';

/** A card has room for 100 widgets; who has more goals sees these first. */
const MAX_GOALS = 30;

/** What the reader has done this month and what came of it, with the words and the order of the Outlook sidebar. */
export function myFiguresCard(
  { words: { figures: words }, formats }: CardKit,
  { from, to, line, goals }: AnswerOf<typeof readMyFigures>,
): Card {
  const reader = { words, formats };
  const figures = line === null ? [paragraph(html`${words.nothing}`)] : lineInWords(line, reader).map(figureRow);
  const shownGoals = goals.slice(0, MAX_GOALS).map((goal) => figureRow(goalInWords(goal, to, reader)));
  return {
    name: 'my-figures',
    header: { title: words.heading, subtitle: words.period(formats.day(from, to), formats.day(to, to)) },
    sections: [
      ...section(figures),
      ...section(shownGoals.length > 0 ? shownGoals : [paragraph(html`${words.noGoals}`)], { header: words.goals }),
      ...section([paragraph(html`${words.sameAsManager}`)]),
    ],
  };
}

function figureRow({ label, value, more }: FigureInWords): Widget {
  return row(bold(value), { topLabel: plain(label), ...(more === '' ? {} : { bottomLabel: plain(more) }) });
}
