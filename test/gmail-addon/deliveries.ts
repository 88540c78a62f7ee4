import mongoose from 'mongoose';
import type { FormInputs, PanelScreen } from '../../demo/google/addon-host.ts';
import type { CollectionsCase } from '../server/features/dispatches/collections-case.ts';
import type { GmailWorld } from './gmail-world.ts';
import { type PanelDriver, picked, typed } from './panel-driver.ts';

const TIMES = 20;
const NEXT_WEEK = '2026-11-27';

export interface DeliveryPlace {
  readonly world: GmailWorld;
  readonly case: CollectionsCase;
}

/** A button that changes something, on a card where it has its effect by one press. */
type Begin = (place: DeliveryPlace) => Promise<() => Promise<PanelScreen>>;

/** Each kind of button that writes. */
export const WRITING_ACTIONS: Readonly<Record<string, Begin>> = {
  call: async (place) => (await pressedTo(place, 'Call', 'Call: no answer')).pressing('Log: Call again'),
  promise: (place) => saving(place, 'Promise', { date_1_0: picked(NEXT_WEEK) }),
  dispute: (place) => saving(place, 'Dispute', typed({ reason: 'cash_flow', amount_1_0: '10' })),
  task: (place) => saving(place, 'Task', { ...typed({ note: 'call' }), date_1_0: picked(NEXT_WEEK) }),
  note: (place) => saving(place, 'Note', typed({ note: 'once' })),
  undo: async (place) => {
    await pressedTo(place, 'Call', 'Call: no answer', 'Log: Call again');
    return (await pressedTo(place)).pressing('Undo');
  },
  correction: async (place) => {
    const panel = await pressedTo(place, 'Call', 'Call: no answer', 'Log: Call again', 'Correct');
    return panel.pressing('Log: Call again', typed({ note: 'again' }));
  },
  'undo of a correction': async (place) => {
    const saved = await pressedTo(place, 'Call', 'Call: no answer', 'Log: Call again', 'Correct', 'Log: Call again');
    return saved.pressing('Undo');
  },
  'task done': async (place) => {
    await posted(place, '/api/tasks', { text: 'call', dueOn: '2026-11-20' });
    return (await pressedTo(place)).pressing('Done');
  },
  'task moved': async (place) => {
    await posted(place, '/api/tasks', { text: 'call', dueOn: '2026-11-20' });
    return (await pressedTo(place, 'Move')).pressing('Save', { date_1_0: picked(NEXT_WEEK) });
  },
  'dispute resolved': async (place) => {
    await raised(place);
    return (await pressedTo(place, 'See to the disputes', 'Resolve')).pressing('Save', typed({ how: 'rejected' }));
  },
  'dispute given': async (place) => {
    await raised(place);
    const panel = await pressedTo(place, 'See to the disputes', 'Give to');
    return panel.pressing('Save', typed({ owner: place.case.ben.actor.userId }));
  },
  link: async (place) => {
    const open = await place.world.open('stranger');
    const linked = open.buttons.some(({ text }) => text === 'Not this customer');
    const panel = linked ? await open.press('Not this customer') : open;
    return (await panel.press('Search', typed({ search: 'Heron' }))).pressing('It is Heron AG');
  },
  send: async (place) => {
    const panel = await written(place);
    return panel.pressing(sendLabel(panel), OVERRIDE);
  },
  draft: async (place) => (await written(place)).pressing('Edit as a draft', OVERRIDE),
};

/** Where a promise or dispute stands against it, a message needs a reason. */
const OVERRIDE = typed({ override: 'they asked for it' });

function sendLabel({ buttons }: PanelDriver): string {
  const label = buttons.find(({ text }) => text?.startsWith('Send '))?.text;
  if (label === undefined) throw new Error('The preview offers no way to send.');
  return label;
}

async function written({ world }: DeliveryPlace): Promise<PanelDriver> {
  return (await (await world.open()).press('Use a template')).press('Preview: First notice');
}

async function saving(place: DeliveryPlace, form: string, inputs: FormInputs): Promise<() => Promise<PanelScreen>> {
  return (await pressedTo(place, form)).pressing('Save', inputs);
}

async function pressedTo({ world }: DeliveryPlace, ...labels: readonly string[]): Promise<PanelDriver> {
  const panel = await world.open();
  for (const label of labels) await panel.press(label);
  return panel;
}

async function raised(place: DeliveryPlace): Promise<void> {
  const word = { itemIds: [], channel: 'phone', reason: 'cash_flow', amount: { minor: 100, currency: 'EUR' } };
  await posted(place, '/api/disputes', { ...word, client: 'page' });
}

async function posted({ case: a }: DeliveryPlace, path: string, body: object): Promise<void> {
  const { status, text } = await a.post(path, { customerId: a.customerId, ...body });
  if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
}

/** How much of everything there is: each collection of the company, and what Gmail was given. */
async function stock({ world, case: a }: DeliveryPlace): Promise<Readonly<Record<string, number>>> {
  const { db } = mongoose.connection;
  if (db === undefined) throw new Error('There is no database.');
  const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
  const counts = names.map(
    async (name) => [name, await db.collection(name).countDocuments({ tenantId: a.tenant.id })] as const,
  );
  const made = (path: string) => world.gmailCalls.filter((call) => call === path).length;
  return {
    ...Object.fromEntries(await Promise.all(counts)),
    'Gmail: sent': made('POST /messages/send'),
    'Gmail: drafted': made('POST /drafts'),
  };
}

/** What so many deliveries of one press at once have changed, and what was said of them. */
async function effectOf(
  place: DeliveryPlace,
  begin: Begin,
  times: number,
): Promise<{ effect: string; errors: string[] }> {
  const press = await begin(place);
  const before = await stock(place);
  const screens = await Promise.all(Array.from({ length: times }, press));
  const after = await stock(place);
  const grown = Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)] as const);
  const effect = grown
    .filter(([, by]) => by !== 0)
    .map(([name, by]) => `${name} ${by}`)
    .sort()
    .join(', ');
  return { effect, errors: screens.flatMap(({ error }) => error ?? []) };
}

export interface DeliveriesReport {
  readonly rounds: number;
  /** What one delivery of each kind does. */
  readonly effects: Readonly<Record<string, string>>;
  readonly failures: readonly string[];
}

/** Delivers presses of every kind twenty times at once, so many rounds in turn: each has the effect of one. */
export async function deliverAtOnce(
  place: DeliveryPlace,
  rounds: number,
  progress: (done: number) => void = () => undefined,
): Promise<DeliveriesReport> {
  const kinds = Object.entries(WRITING_ACTIONS);
  const { effects, failures } = await deliverOnce(place, kinds);
  for (let round = 0; round < rounds; round += 1) {
    const [kind, begin] = kinds[round % kinds.length] ?? raiseNone();
    const { effect, errors } = await effectOf(place, begin, TIMES);
    const wrong = effect === effects[kind] ? [] : [`${effect} in place of ${effects[kind]}`];
    failures.push(...[...wrong, ...errors].map((what) => `round ${round}, ${kind}: ${what}`));
    progress(round + 1);
  }
  return { rounds, effects, failures };
}

function raiseNone(): never {
  throw new Error('There is no kind.');
}

async function deliverOnce(place: DeliveryPlace, kinds: readonly (readonly [string, Begin])[]) {
  const effects: Record<string, string> = {};
  const failures: string[] = [];
  // What a company has once, its first entry brings with it.
  const [, first] = kinds[0] ?? raiseNone();
  await effectOf(place, first, 1);
  for (const [kind, begin] of kinds) {
    const { effect, errors } = await effectOf(place, begin, 1);
    effects[kind] = effect;
    if (effect === '' || errors.length > 0) failures.push(`${kind}: one delivery: ${effect} ${errors}`);
  }
  return { effects, failures };
}
