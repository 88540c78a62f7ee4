import { LOOKUP } from '#shared/domain/customer-lookup.ts';
import { nameKey, nameKeysIn } from '#shared/domain/customer-name.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { looksLikeDomain } from '../../mail/look-alike-domain.ts';
import type { Clue } from './clue.ts';
import type { ThreadFindings } from './decide-whose.ts';
import { numberClues } from './number-clues.ts';
import { participantClue, saidNotTheirs } from './participant-clues.ts';
import type { ReadThread } from './read-thread.ts';
import type { CustomerHit, EarlierHit, ThreadHits } from './thread-hits.ts';
import { saidOfThread, type ThreadLink } from './thread-links.ts';

/** How many names of a subject and of senders are looked up. */
const MAX_NAME_KEYS = 120;

/** Puts what a thread shows beside what the store knows. */
export function threadFindings(thread: ReadThread, hits: ThreadHits): ThreadFindings {
  const { counterparts, more } = thread.participants;
  const said = saidOfThread(hits.links, thread.threadKeys);
  const ofParticipants = counterparts
    .map((one) => participantClue(one, hits.customers, hits.links))
    .filter((clue) => clue !== null);
  const clues = [
    ...said.is.map(settledClue),
    ...earlierClues(hits.earlier),
    ...numberClues(thread.mentions, hits.items, hits.customers),
    ...ofParticipants,
    ...nameClues(thread, hits.customers),
  ];
  const doubted = new Set([
    ...counterparts.flatMap((one) => saidNotTheirs(one, hits.links)),
    ...imitated(thread, hits.customers),
  ]);
  return { clues, excluded: said.isNot, doubted, incomplete: more || hits.more };
}

/** By which names customers are looked up: those in the subject and in the display names of counterparts. */
export function nameKeysOf({ subject, participants }: Pick<ReadThread, 'subject' | 'participants'>): string[] {
  const texts = [...participants.counterparts.flatMap(({ names }) => names), subject];
  return [...new Set(texts.flatMap((text) => nameKeysIn(text, MAX_NAME_KEYS)))].slice(0, MAX_NAME_KEYS);
}

function settledClue({ by, at, customerId }: ThreadLink): Clue {
  const text = `${by} linked this thread on ${at.toISOString().slice(0, 10)}`;
  return { kind: 'thread_linked', weight: 'settles', customers: [customerId], text };
}

function earlierClues(earlier: readonly EarlierHit[]): Clue[] {
  const [latest] = earlier;
  if (latest === undefined) return [];
  const customers = [...new Set(earlier.map(({ customerId }) => customerId))];
  const text = `${latest.by} logged a message of this thread on ${latest.on}`;
  return [{ kind: 'earlier_message', weight: 'firm', customers, text }];
}

/** A whole name that stands in the subject or a display name. Anybody can write a name. */
function nameClues(thread: ReadThread, customers: readonly CustomerHit[]): Clue[] {
  const inSubject = new Set(nameKeysIn(thread.subject, MAX_NAME_KEYS));
  const keys = new Set([...inSubject, ...nameKeysOf(thread)]);
  return customers.flatMap(({ id, name, otherNames }): Clue[] => {
    const found = [name, ...otherNames].find((one) => keys.has(nameKey(one) ?? ''));
    if (found === undefined) return [];
    const place = inSubject.has(nameKey(found) ?? '') ? 'in the subject' : 'in the name of a sender or recipient';
    return [{ kind: 'customer_name', weight: 'ranks', customers: [id], text: `the name ${found} ${place}` }];
  });
}

/** The customers whose domain somebody on the thread imitates. */
function imitated({ participants }: ReadThread, customers: readonly CustomerHit[]): CustomerId[] {
  const known = new Set(customers.flatMap(domainsOf));
  const strange = participants.counterparts.map(({ mail }) => mail.domain).filter((domain) => !known.has(domain));
  const isImitated = (domain: string) => strange.some((other) => looksLikeDomain(other, domain));
  return customers.filter((customer) => domainsOf(customer).some(isImitated)).map(({ id }) => id);
}

function domainsOf({ keys }: CustomerHit): string[] {
  const prefixes = [LOOKUP.domain(''), LOOKUP.contactDomain('')];
  return [...keys].flatMap((key) =>
    prefixes.filter((prefix) => key.startsWith(prefix)).map(({ length }) => key.slice(length)),
  );
}
