import type { CustomerId } from '#shared/domain/ids.ts';

/** What a person said of a thread, and of a counterpart's address in it. Decisions are kept, and the later ones count. */
export interface ThreadLink {
  /** What it is remembered for: ids of the thread and its messages, and addresses; see `LINK_KEY`. */
  readonly keys: readonly string[];
  readonly customerId: CustomerId;
  readonly decision: 'is' | 'is_not';
  readonly by: string;
  readonly at: Date;
}

/** A decision as the `threadLinks` collection holds it. Decisions are added, and none is changed. */
export interface StoredThreadLink extends Omit<ThreadLink, 'by'> {
  readonly by: { readonly id: string; readonly name: string };
}

/** The form of keys, each kind with its own prefix. */
export const LINK_KEY = {
  conversation: (id: string) => `c:${id}`,
  message: (id: string) => `m:${id}`,
  address: (address: string) => `a:${address}`,
} as const;

/** What people have said, taken together. */
export interface SaidOf {
  readonly is: readonly ThreadLink[];
  readonly isNot: ReadonlySet<CustomerId>;
}

/** What was said of the thread itself, by any of its keys: the latest word counts alone. Takes decisions oldest first. */
export function saidOfThread(links: readonly ThreadLink[], threadKeys: readonly string[]): SaidOf {
  return saidOf(links, threadKeys, () => true);
}

/**
 * What was said of an address: every customer that it was linked to in some thread, for one address may serve several. A later word in the same
 * thread takes the place of an earlier one: that was a correction.
 */
export function saidOfAddress(links: readonly ThreadLink[], address: string): SaidOf {
  return saidOf(links, [LINK_KEY.address(address)], sameThread);
}

function saidOf(
  links: readonly ThreadLink[],
  keys: readonly string[],
  replaces: (later: ThreadLink, earlier: ThreadLink) => boolean,
): SaidOf {
  let is: ThreadLink[] = [];
  const isNot = new Set<CustomerId>();
  for (const link of links.filter((one) => one.keys.some((key) => keys.includes(key)))) {
    const same = (earlier: ThreadLink) => earlier.customerId === link.customerId;
    if (link.decision === 'is') {
      isNot.delete(link.customerId);
      is = [...is.filter((earlier) => !same(earlier) && !replaces(link, earlier)), link];
    } else {
      isNot.add(link.customerId);
      is = is.filter((earlier) => !same(earlier));
    }
  }
  return { is, isNot };
}

function sameThread(a: ThreadLink, b: ThreadLink): boolean {
  return a.keys.some((key) => !key.startsWith('a:') && b.keys.includes(key));
}
