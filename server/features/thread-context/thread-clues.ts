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
import { LINK_KEY, saidOfThread, type ThreadLink } from './thread-links.ts';

/** How many names of a subject and of senders are looked up. */
const MAX_NAME_KEYS = 120;

/** Puts what a thread shows beside what the store knows. */
export function threadFindings(thread: ReadThread, hits: ThreadHits): ThreadFindings {
  const { counterparts, more } = thread.participants;
  const said = saidOfThread(hits.links, thread.threadKeys);
  const judged = counterparts.map((one) => ({ one, clue: participantClue(one, hits.customers, hits.links) }));
  const ofParticipants = judged.map(({ clue }) => clue).filter((clue) => clue !== null);
  const strangers = judged.filter(({ clue }) => clue === null).map(({ one }) => one.mail.domain);
  const clues = [
    ...said.is.map((link) => linkClue(link, thread)),
    ...earlierClues(hits.earlier),
    ...numberClues(thread.mentions, hits.items, hits.customers),
    ...ofParticipants,
    ...quotedClues(thread, hits),
    ...nameClues(thread, hits.customers),
  ];
  const doubted = new Set([
    ...counterparts.flatMap((one) => saidNotTheirs(one, hits.links)),
    ...imitated(strangers, hits.customers),
  ]);
  return { clues, excluded: said.isNot, doubted, incomplete: more || hits.more };
}

/** By which names customers are looked up: those in the subject and in the display names of counterparts. */
export function nameKeysOf({ subject, participants }: Pick<ReadThread, 'subject' | 'participants'>): string[] {
  const texts = [...participants.counterparts.flatMap(({ names }) => names), subject];
  return [...new Set(texts.flatMap((text) => nameKeysIn(text, MAX_NAME_KEYS)))].slice(0, MAX_NAME_KEYS);
}

/**
 * What a person said of the thread as the mail client knows it holds. What they said of another one that shares a message with it counts as much as other
 * firm clues: answers of many customers refer to one message that went to all of them.
 */
function linkClue({ by, at, customerId, keys }: ThreadLink, { conversation }: ReadThread): Clue {
  const isThisThread = conversation !== null && keys.includes(LINK_KEY.conversation(conversation));
  const day = at.toISOString().slice(0, 10);
  return {
    kind: 'thread_linked',
    weight: isThisThread ? 'settles' : 'firm',
    customers: [customerId],
    say: (words) => words.linkedThread(by, day),
  };
}

function earlierClues(earlier: readonly EarlierHit[]): Clue[] {
  const [latest] = earlier;
  if (latest === undefined) return [];
  const customers = [...new Set(earlier.map(({ customerId }) => customerId))];
  const say: Clue['say'] = (words) => words.earlierMessage(latest.by, latest.on);
  return [{ kind: 'earlier_message', weight: 'firm', customers, say }];
}

/** A text may name anybody: what it says of an address is only asked about. */
function quotedClues({ quoted }: ReadThread, { customers, links }: ThreadHits): Clue[] {
  return quoted.flatMap((mail): Clue[] => {
    const clue = participantClue({ mail, names: [], doubtful: true }, customers, links);
    return clue === null ? [] : [{ ...clue, say: (words) => words.named(clue.say(words), mail.address) }];
  });
}

/** A whole name that stands in the subject or a display name. Anybody can write a name. */
function nameClues(thread: ReadThread, customers: readonly CustomerHit[]): Clue[] {
  const inSubject = new Set(nameKeysIn(thread.subject, MAX_NAME_KEYS));
  const keys = new Set([...inSubject, ...nameKeysOf({ ...thread, subject: '' })]);
  return customers.flatMap(({ id, name, otherNames }): Clue[] => {
    const found = [name, ...otherNames].find((one) => keys.has(nameKey(one) ?? ''));
    if (found === undefined) return [];
    const isInSubject = inSubject.has(nameKey(found) ?? '');
    const say: Clue['say'] = (words) => words.name(found, isInSubject);
    return [{ kind: 'customer_name', weight: 'ranks', customers: [id], say }];
  });
}

/** The customers whose domain that of a stranger imitates. */
function imitated(strangers: readonly string[], customers: readonly CustomerHit[]): CustomerId[] {
  const isImitated = (domain: string) => strangers.some((other) => looksLikeDomain(other, domain));
  return customers.filter((customer) => domainsOf(customer).some(isImitated)).map(({ id }) => id);
}

function domainsOf({ keys }: CustomerHit): string[] {
  const prefixes = [LOOKUP.domain(''), LOOKUP.contactDomain('')];
  return [...keys].flatMap((key) =>
    prefixes.filter((prefix) => key.startsWith(prefix)).map(({ length }) => key.slice(length)),
  );
}
