import type { AgeingBlock, DigestContent, FigureBlock, LineBlock } from './digest-content.ts';

/** A digest as plain text. */
export function digestText(content: DigestContent): string {
  const { heading, greeting, compared, figures, ageing, line, pageAddress, footer, endAddress } = content;
  const parts = [
    heading,
    `${greeting} ${compared}`,
    ...figures.map(figureLines),
    ...ageing.map(ageingLines),
    ...(line === null ? [] : [lineLines(line)]),
    ...(pageAddress === null ? [] : [`All figures with their rows: ${pageAddress}`]),
    [...footer, endAddress].join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What is said where a person has no line. */
export const NO_LINE = 'Nothing of yours is in these days, nor in those before.';

function figureLines({ title, words, beside, points, href }: FigureBlock): string {
  const series = points.map((point) => `    ${point.label}: ${point.words}`);
  return [`${title}: ${words}`, ...beside.map((each) => `  ${each}`), ...series, `  ${href}`].join('\n');
}

function ageingLines({ title, parts, sums, href }: AgeingBlock): string {
  const each = parts.map(({ label, words }) => `  ${label}: ${words}`);
  return [title, ...each, `  ${sums.join('; ')}`, `  ${href}`].join('\n');
}

function lineLines({ rows }: LineBlock): string {
  if (rows.length === 0) return NO_LINE;
  return rows.map(({ name, now, before }) => `${name}: ${now} (before: ${before})`).join('\n');
}
