import type { MatchProposal } from '../features/cash-application/matching/match.ts';
import { matchPayments } from '../features/cash-application/matching/match-payments.ts';
import { say } from '../process.ts';
import { commandArguments, runCommand } from './command-context.ts';
import { MATCH_USAGE, type MatchArguments, matchArguments } from './match-arguments.ts';
import { type MatchQuestion, matchQuestion, rulesIn } from './match-question.ts';
import { isCertain, proposalsJson, scoresText, summaryText } from './match-report.ts';
import { INVOICE_TABLE, MATCH_TABLE, PAYMENT_TABLE } from './match-tables.ts';
import { pairOf, type Scores, scoresOf, trueMatches } from './match-truth.ts';
import { readTable } from './read-table.ts';

await runCommand(MATCH_USAGE, async () => {
  const given = await matchArguments(commandArguments());
  const question = await read(given);
  say(`Matching ${question.payments.length} payments with ${question.invoices.length} invoices.`);
  const proposals = matchPayments({
    ...question,
    payers: { customersOfAccount: () => [], customersOfName: () => [] },
    rules: rulesIn(question.units, given.rules),
  });
  // What was really matched is not looked at before this line.
  if (given.matches !== null) printScores(await scoresFrom(given, proposals), given.json);
  else printProposals(proposals, question, given.json);
});

async function read({ invoices, payments, mappings }: MatchArguments): Promise<MatchQuestion> {
  const ofInvoices = await readTable(invoices, INVOICE_TABLE, mappings.invoices);
  const ofPayments = await readTable(payments, PAYMENT_TABLE, mappings.payments);
  const question = matchQuestion(ofInvoices.rows, ofPayments.rows);
  for (const note of [...ofInvoices.notes, ...ofPayments.notes, ...question.notes]) say(note);
  return question;
}

async function scoresFrom({ matches, mappings }: MatchArguments, proposals: readonly MatchProposal[]): Promise<Scores> {
  const { rows } = await readTable(matches ?? '', MATCH_TABLE, mappings.matches);
  const parts = proposals.filter(isCertain).flatMap((proposal) => proposal.parts);
  return scoresOf(new Set(parts.map(({ paymentId, invoiceId }) => pairOf(paymentId, invoiceId))), trueMatches(rows));
}

function printScores(scores: Scores, json: boolean): void {
  print(json ? JSON.stringify(scores) : scoresText(scores));
}

function printProposals(proposals: readonly MatchProposal[], question: MatchQuestion, json: boolean): void {
  print(json ? JSON.stringify(proposalsJson(proposals, question.units)) : summaryText(proposals, question));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
