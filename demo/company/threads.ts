import type { DemoThread } from './demo-thread.ts';
import type { SampleActivity, SampleBooks } from './sample-company.ts';
import { ABOUT_MONEY } from './threads/about-money.ts';
import { Cast } from './threads/cast.ts';
import { composeThread } from './threads/compose-thread.ts';
import { KNOWN_SENDERS } from './threads/known-senders.ts';
import { OWN_PEOPLE } from './threads/own-people.ts';
import { SHARED_AND_GROUPS } from './threads/shared-and-groups.ts';
import { STRANGERS } from './threads/strangers.ts';

/** The mail of the sample company: forty threads about its own customers and invoices, each labelled with whose it is. */
export function demoThreads(books: SampleBooks): DemoThread[] {
  const cast = new Cast(books);
  const scenes = [...KNOWN_SENDERS, ...SHARED_AND_GROUPS, ...STRANGERS, ...OWN_PEOPLE, ...ABOUT_MONEY];
  return scenes.map((scene) => composeThread(scene(cast), books.lastDay));
}

/** What the log holds of the mails of ours in the threads. */
export function activitiesOfThreads(threads: readonly DemoThread[]): SampleActivity[] {
  return threads.flatMap(({ id, conversation, messages }) =>
    messages.flatMap(({ logged, internetMessageId, subject, date }) =>
      logged === undefined
        ? []
        : [
            {
              key: `mail-${id}`,
              ...logged,
              contact: null,
              outcome: null,
              reason: null,
              amount: null,
              date: null,
              note: null,
              message: { internetMessageId, conversation, subject },
              occurredAt: date,
            },
          ],
    ),
  );
}
