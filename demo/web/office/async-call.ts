import type { Callback, HostLink } from './host-link.ts';

export type Api = Readonly<Record<string, unknown>>;

/** Takes the arguments of an `…Async` method apart: up to `count` of its own, then perhaps options, then perhaps a callback. */
export function taken(given: readonly unknown[], count: number): { args: unknown[]; callback: Callback } {
  const last = given.at(-1);
  const callback = typeof last === 'function' ? (last as Callback) : () => {};
  const before = typeof last === 'function' ? given.slice(0, -1) : [...given];
  return { args: before.slice(0, count + 1), callback };
}

/** Makes an `…Async` method: the arguments before the callback go to the page. `token` is the item's, empty for none. */
export function asked(link: HostLink, token: string, method: string, count: number) {
  return (...given: unknown[]): void => {
    const { args, callback } = taken(given, count);
    link.call(token, method, args, callback);
  };
}

/** Without the members that a client does not have: there they are not functions that refuse, they are not there. */
export function only(api: Api, has: (member: string) => boolean): Api {
  return Object.fromEntries(Object.entries(api).filter(([member]) => has(member)));
}
