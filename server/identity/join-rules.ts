import type { JoinRule } from './tenant-access.ts';

/** What a directory says of a person; all in lower case. */
export interface JoiningPerson {
  readonly emails: readonly string[];
  readonly groups: readonly string[];
}

/** The first rule that fits a person, and the address under which they join; null where none fits, or they have no address. */
export function joiningUser(
  rules: readonly JoinRule[],
  { emails, groups }: JoiningPerson,
): { rule: JoinRule; email: string } | null {
  for (const rule of rules) {
    const email = rule.by === 'domain' ? emails.find((each) => each.endsWith(`@${rule.value}`)) : emails[0];
    const fits = rule.by === 'domain' || groups.includes(rule.value);
    if (fits && email !== undefined) return { rule, email };
  }
  return null;
}
