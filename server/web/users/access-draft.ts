import type { AccessView, JoinRule } from '#shared/api/access.ts';
import { ROLES } from '#shared/domain/role.ts';

/** How people come in, as somebody types it: a thing a line. */
export interface AccessDraft {
  readonly entra: string;
  readonly google: string;
  readonly rules: string;
  readonly portfolios: boolean;
}

export function draftOf({ directories, joinRules, portfolios }: AccessView): AccessDraft {
  const ofKind = (kind: 'entra' | 'google') => directories.filter((one) => one.kind === kind).map(({ id }) => id);
  return {
    entra: ofKind('entra').join('\n'),
    google: ofKind('google').join('\n'),
    rules: joinRules.map(({ by, value, role }) => `${by} ${value} ${role}`).join('\n'),
    portfolios,
  };
}

/** What a draft asks for, or a sentence for the first line that cannot be read; the rest the server judges. */
export function accessOf(draft: AccessDraft): { access: AccessView } | { problem: string } {
  const joinRules: JoinRule[] = [];
  for (const line of linesOf(draft.rules)) {
    const rule = ruleIn(line);
    if (rule === null) return { problem: `“${line}” is no rule. Write group or domain, then which, then a role.` };
    joinRules.push(rule);
  }
  const directories = [
    ...linesOf(draft.entra).map((id) => ({ kind: 'entra' as const, id })),
    ...linesOf(draft.google).map((id) => ({ kind: 'google' as const, id })),
  ];
  return { access: { directories, joinRules, portfolios: draft.portfolios } };
}

function ruleIn(line: string): JoinRule | null {
  const [by = '', value, last, ...more] = line.split(/\s+/);
  const role = ROLES.find((each) => each === last);
  const isKnown = by === 'group' || by === 'domain';
  return !isKnown || value === undefined || role === undefined || more.length > 0 ? null : { by, value, role };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
