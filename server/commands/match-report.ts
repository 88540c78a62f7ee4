import type { MatchProposal } from '../features/cash-application/matching/match.ts';
import type { AmountUnits } from './match-amounts.ts';
import type { MatchQuestion } from './match-question.ts';
import type { Score, Scores } from './match-truth.ts';

/** Proposals as JSON: amounts are decimals, as the files write them. */
export function proposalsJson(proposals: readonly MatchProposal[], units: AmountUnits) {
  return {
    proposals: proposals.map(({ rule, confidence, evidence, parts, paymentIds, invoiceIds, ...left }) => ({
      rule,
      confidence,
      payments: paymentIds,
      invoices: invoiceIds,
      parts: parts.map(({ paymentId, invoiceId, amount }) => ({
        payment: paymentId,
        invoice: invoiceId,
        amount: units.text(amount),
      })),
      paymentLeft: units.text(left.paymentLeft),
      invoicesLeft: units.text(left.invoicesLeft),
      evidence,
    })),
  };
}

/** How well what would post agrees with what was really matched, for a person to read. */
export function scoresText({ overall, categories, perturbations }: Scores): string {
  const lines = (scores: Readonly<Record<string, Score>>) =>
    Object.entries(scores).map(([name, score]) => scoreLine(`  ${name || '(none named)'}`, score));
  return [
    scoreLine('All pairs', overall),
    'By category',
    ...lines(categories),
    'By what is wrong in the match',
    ...lines(perturbations),
  ].join('\n');
}

/** How many proposals there are by each rule, for a person to read. */
export function summaryText(proposals: readonly MatchProposal[], { payments }: MatchQuestion): string {
  const counts = new Map<string, number>();
  for (const { confidence, rule } of proposals) {
    const name = `  ${confidence.padEnd(9)} ${rule}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const posted = new Set(proposals.filter(isCertain).flatMap(({ paymentIds }) => paymentIds));
  const known = new Set(proposals.flatMap(({ paymentIds }) => paymentIds));
  return [
    `Of ${payments.length} payments, ${posted.size} would post by themselves, ${known.size - posted.size} wait for a person, and for ${payments.length - known.size} nothing is proposed.`,
    ...[...counts].map(([name, count]) => `${name.padEnd(44)} ${String(count).padStart(7)}`),
  ].join('\n');
}

export function isCertain({ confidence }: MatchProposal): boolean {
  return confidence === 'certain';
}

function scoreLine(name: string, { precision, recall }: Score): string {
  return `${name.padEnd(34)} precision ${fraction(precision)}   recall ${fraction(recall)}`;
}

function fraction(value: number | null): string {
  return value === null ? 'none  ' : value.toFixed(4);
}
