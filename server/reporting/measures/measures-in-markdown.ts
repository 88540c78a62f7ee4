import { type Measure, measureKey } from './measure.ts';
import { ALL_MEASURES } from './measure-registry.ts';

const ABOUT = {
  activity: 'what people did',
  outcome: 'what came of it',
  portfolio: 'what there is',
} as const;

const UNITS = {
  days: 'days',
  fraction: 'a fraction: 0.25 is 25 %',
  count: 'a count',
  money: 'an amount, by currency',
  times: 'a mean count',
} as const;

const PER_PERSON = {
  actor: 'of people, by who acted',
  owner: 'of people, by who owns the customers',
} as const;

/** The page of all measures, as docs/measures.md holds it. */
export function measuresInMarkdown(measures: readonly Measure[] = ALL_MEASURES): string {
  const [shown, rolls] = [measures.filter((one) => !isLaterRoll(one)), measures.filter(isLaterRoll)];
  return `${[
    '# Measures',
    '',
    'This page is made from the registry in `server/reporting/measures/`: `npm run measures` writes it, and a test holds it equal. The report `kpis` answers every measure of a period with its inputs;',
    '`measure-rows` with `measure=<key>` opens one down to the rows that add up to them.',
    '',
    '| key | title | unit | it says |',
    '|---|---|---|---|',
    ...shown.map(
      (measure) => `| \`${measureKey(measure)}\` | ${measure.title} | ${measure.unit} | ${ABOUT[measure.about]} |`,
    ),
    '',
    ...shown.flatMap(sectionOf),
    ...(rolls.length === 0
      ? []
      : [
          `For companies with more buckets there are also ${rolls.map((one) => `\`${measureKey(one)}\``).join(', ')}.`,
          '',
        ]),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

/** One pair of buckets says it all. */
function isLaterRoll({ name, variant }: Measure): boolean {
  return name === 'roll_rate' && variant !== 'b0-b1';
}

function sectionOf(measure: Measure): string[] {
  const { title, words, symbols, asOfRule, source, example, unit, better, perPerson, usual, addsUp } = measure;
  return [
    `## ${title}`,
    '',
    `\`${measureKey(measure)}\`, ${UNITS[unit]}.${betterOf(better)} Asked ${perPerson === null ? 'of the company alone' : `of the company, or ${PER_PERSON[perPerson]}`}.`,
    '',
    ...words,
    '',
    `- Formula: ${symbols}`,
    `- As of: ${asOfRule}`,
    `- Rows add up to: ${addsUp.map((name) => `\`${name}\``).join(', ')}`,
    `- Source: ${source}`,
    ...(usual === undefined ? [] : [`- Usual in the trade: ${usual.low} to ${usual.high} (${usual.source})`]),
    `- Example: ${example.words} (${example.source})`,
    '',
  ];
}

function betterOf(better: Measure['better']): string {
  if (better === null) return '';
  return better === 'lower' ? ' Lower is better.' : ' Higher is better.';
}
