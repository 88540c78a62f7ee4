import type { CompanyCodes } from '#shared/api/codes.ts';
import type { FieldProblem } from '#shared/api/errors.ts';
import { type CodeDefinition, codeDefinition, isDisputeRaised, isPromise } from '#shared/domain/activity-code.ts';

/** Mail of ours is recorded by the server as it goes out; promises, disputes and notes have forms of their own, and figures rest on them. */
export function mayBeOff({ code, channel }: CodeDefinition): boolean {
  return channel === 'phone' && !isPromise(code) && !isDisputeRaised(code);
}

/** What in a company's codes does not fit. */
export function problemsOfCodes({ off, order, labels }: CompanyCodes): FieldProblem[] {
  const fixed = off.map((code) => codeDefinition(code)).filter((definition) => !mayBeOff(definition));
  const names = labels.map(({ code, language }) => `${code} ${language}`);
  return [
    ...fixed.map(({ label }) => ({ field: 'off', problem: `names ${label}, which cannot be switched off` })),
    ...(isTwice(off) ? [{ field: 'off', problem: 'names a code twice' }] : []),
    ...(isTwice(order) ? [{ field: 'order', problem: 'names a code twice' }] : []),
    ...(isTwice(names) ? [{ field: 'labels', problem: 'name a code twice in a language' }] : []),
    ...sameNames(labels).map((label) => ({ field: 'labels', problem: `call two codes “${label}”` })),
  ];
}

/** Names by which two codes could not be told apart. */
function sameNames(labels: CompanyCodes['labels']): string[] {
  const spoken = labels.map(({ language, label }) => `${language} ${label.toLowerCase()}`);
  return labels.filter((_, place) => spoken.indexOf(spoken[place] ?? '') !== place).map(({ label }) => label);
}

function isTwice(values: readonly string[]): boolean {
  return new Set(values).size < values.length;
}
