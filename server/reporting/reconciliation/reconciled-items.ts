import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { ItemId } from '#shared/domain/ids.ts';
import { itemsAt, itemsOpenOn, statedIn } from './listed-items-read-model.ts';
import { type ListsAsked, type OpenList, openLists } from './open-lists-read-model.ts';
import { type ItemCourse, type ListedItem, type ReconciledItem, reconcileItem } from './reconcile.ts';

/** Everything that a source holds with us, beside its last complete lists; none where it has given none. */
export interface ReconciledSource {
  readonly source: string;
  readonly lists: readonly OpenList[];
  readonly items: readonly ReconciledItem[];
}

/** Holds the ledger, as of a day and known at a run, against the last complete list of each source. */
export async function reconciledSources(asked: ListsAsked): Promise<ReconciledSource[]> {
  const { asOf, position } = asked;
  const lists = await openLists(asked);
  const open = await itemsOpenOn(asOf, position.run);
  const sources = new Set([...lists, ...open].map(({ source }) => source));
  const reconciled: ReconciledSource[] = [];
  for (const source of [...sources].sort()) {
    const own = lists.filter((list) => list.source === source);
    const ofSource = open.filter((item) => item.source === source);
    const items = own.length === 0 ? unlisted(ofSource, asOf) : await listed(ofSource, own, asked);
    reconciled.push({ source, lists: own, items });
  }
  return reconciled;
}

function unlisted(open: readonly ItemCourse[], asOf: CalendarDate): ReconciledItem[] {
  const alone = { asOf, listDay: null, isListed: false };
  return open.flatMap((now) => reconcileItem({ now, then: null, stated: null }, alone) ?? []);
}

async function listed(
  open: readonly ItemCourse[],
  lists: readonly OpenList[],
  { asOf, position }: ListsAsked,
): Promise<ReconciledItem[]> {
  const found: ReconciledItem[] = [];
  for (const list of lists) {
    const items = await gathered(open, list, position.run);
    const own = [...items.values()].filter((item) => listFor(item, lists) === list);
    found.push(...own.flatMap((item) => reconciledWith(list, item, asOf) ?? []));
  }
  return found;
}

function reconciledWith(list: OpenList, item: ListedItem, asOf: CalendarDate): ReconciledItem | null {
  const course = item.now ?? item.then;
  const isListed = course !== null && covers(list, course) && (course.kind !== 'payment' || list.listsPayments);
  return reconcileItem(item, { asOf, listDay: list.day, isListed });
}

/** Items that either side holds open, as they are known now and as they were when the list was taken. */
async function gathered(open: readonly ItemCourse[], list: OpenList, run: number): Promise<Map<ItemId, ListedItem>> {
  const now = new Map(open.map((item) => [item.itemId, item]));
  const then = new Map((await itemsOpenOn(list.day, list.run, list.source)).map((item) => [item.itemId, item]));
  const stated = await statedIn(list, [...now.keys(), ...then.keys()]);
  const ids = new Set([...now.keys(), ...then.keys(), ...stated.keys()]);
  const missing = (known: ReadonlyMap<ItemId, ItemCourse>) => [...ids].filter((id) => !known.has(id));
  const alsoNow = await itemsAt(missing(now), run);
  const alsoThen = await itemsAt(missing(then), list.run);
  const items = new Map<ItemId, ListedItem>();
  for (const id of ids) {
    const courses = { now: now.get(id) ?? alsoNow.get(id) ?? null, then: then.get(id) ?? alsoThen.get(id) ?? null };
    items.set(id, { ...courses, stated: stated.get(id) ?? unsaid(courses, list) });
  }
  return items;
}

/** Of what it leaves out a list says that nothing is left; of what it names and has said before, nothing new. */
function unsaid({ now, then }: Pick<ListedItem, 'now' | 'then'>, list: OpenList): 0 | null {
  const item = now ?? then;
  return item !== null && list.leavesOut(item) ? 0 : null;
}

/** The list that was to name an item; of codes that none is about, the latest. */
function listFor({ now, then }: ListedItem, lists: readonly OpenList[]): OpenList | undefined {
  const item = now ?? then;
  return lists.find((list) => item !== null && covers(list, item)) ?? lists[0];
}

function covers({ companyCodes }: OpenList, { companyCode }: ItemCourse): boolean {
  return companyCodes.length === 0 || companyCodes.includes(companyCode);
}
