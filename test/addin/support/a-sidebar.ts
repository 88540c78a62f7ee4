import { Sidebar, type SidebarParts } from '../../../addin/state/sidebar.ts';
import { readCustomerCard } from '../../../shared/api/customers.ts';
import { listTasks } from '../../../shared/api/tasks.ts';
import { readThreadContext } from '../../../shared/api/thread-context.ts';
import { pane, trade } from '../../../shared/words/en.ts';
import { aCard, foundContext } from './a-card.ts';
import { FakeApi } from './fake-api.ts';
import { FakeHost } from './fake-host.ts';

export interface SidebarSetUp {
  readonly sidebar: Sidebar;
  readonly host: FakeHost;
  readonly api: FakeApi;
  readonly clock: { at: string };
}

export type SidebarOptions = Pick<SidebarParts, 'settleMs' | 'retryAfterMs' | 'lookEveryMs' | 'renewAfterMs'>;

/** The pane beside a message of customer `c1`, not signed in yet. */
export function aSidebar(options: SidebarOptions = {}): SidebarSetUp {
  const { settleMs = 0, retryAfterMs = [0], lookEveryMs = null, renewAfterMs = 0 } = options;
  const host = new FakeHost();
  const api = new FakeApi();
  const clock = { at: '2026-11-20T09:00:00.000Z' };
  const evidence = { kind: 'invoice_number', text: 'invoice 104233 in the subject' } as const;
  api.on(readThreadContext, () => foundContext(aCard(), [evidence]));
  api.on(readCustomerCard, ({ path }) => aCard(path.split('/')[3]));
  api.on(listTasks, () => ({ tasks: [] }));
  const sidebar = new Sidebar({
    host,
    words: { ...trade, ...pane },
    clock: { now: () => new Date(clock.at) },
    baseUrl: 'https://duethread.example',
    fetch: api.fetch,
    settleMs,
    retryAfterMs,
    lookEveryMs,
    renewAfterMs,
    // The test counts the seconds of the undo bar itself.
    undoSecondMs: null,
  });
  return { sidebar, host, api, clock };
}

/** The same, signed in and with the card on screen. */
export async function aSignedInSidebar(options: SidebarOptions = {}): Promise<SidebarSetUp> {
  const made = aSidebar(options);
  await made.sidebar.start();
  await made.sidebar.signIn();
  return made;
}
