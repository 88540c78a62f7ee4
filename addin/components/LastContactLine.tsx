import type { CustomerCard } from '#shared/api/customers.ts';
import { codeDefinition } from '#shared/domain/activity-code.ts';
import { useSidebar } from './sidebar-context.ts';

/** Who was in contact last, with what and when, in one line: so that nobody writes twice. */
export function LastContactLine({ card }: { readonly card: CustomerCard }) {
  const { words, formats } = useSidebar();
  const last = card.lastContacts.find(({ code, withdrawn }) => !withdrawn && codeDefinition(code).reach !== 'note');
  if (last === undefined) return <p>{words.card.noContacts}</p>;
  const { code, actor, occurredAt } = last;
  return <p>{words.card.lastContact(words.codes[code], actor.name, formats.value.instant(occurredAt))}</p>;
}
