import type { FieldProblem } from '#shared/api/errors.ts';
import { type MailAddress, mailAddress, mailDomain } from '../mail/mail-address.ts';
import { isWithin } from '../mail/own-addresses.ts';

const MOST_LINES = 500;

/** A line of the list in the form that is kept: an address, or a mail domain without its at-sign. Null for what is neither. */
function neverLogLine(text: string): string | null {
  const written = text.trim();
  const domain = mailDomain(written.startsWith('@') ? written.slice(1) : written);
  return domain ?? mailAddress(written)?.address ?? null;
}

/** The list as it is kept: each line once, in order. Lines that are neither address nor domain are left out; `problemsOfNeverLog` names them. */
export function neverLogList(lines: readonly string[]): string[] {
  return [...new Set(lines.map(neverLogLine).filter((line) => line !== null))].sort();
}

export function problemsOfNeverLog(lines: readonly string[]): FieldProblem[] {
  const field = 'neverLog';
  if (lines.length > MOST_LINES) return [{ field, problem: `has at most ${MOST_LINES} lines` }];
  const strange = lines.filter((line) => neverLogLine(line) === null);
  return strange.map((line) => ({ field, problem: `names "${line}", which is neither an address nor a mail domain` }));
}

/** Whether a list names an address, itself or by its domain; hosts below a domain count as well. */
export function isNeverLogged({ address, untagged, domain }: MailAddress, list: readonly string[]): boolean {
  const lines = new Set(list);
  return lines.has(address) || lines.has(untagged) || isWithin(domain, lines);
}
