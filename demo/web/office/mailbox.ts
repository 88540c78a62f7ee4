import { type HostProfile, offers } from '../outlook/host-profile.ts';
import type { HostState } from '../outlook/office-protocol.ts';
import { only, taken } from './async-call.ts';
import { newMessageContent } from './forms.ts';
import type { Callback, HostLink } from './host-link.ts';
import { itemApi } from './item.ts';
import { themeColours } from './theme.ts';

interface NewMessage {
  readonly toRecipients?: readonly unknown[];
  readonly ccRecipients?: readonly unknown[];
  readonly subject?: string;
}

const MAX_SUBJECT = 255;
const MAX_RECIPIENTS = 100;

/** `Office.context.mailbox` of a client. */
export function mailboxApi(link: HostLink, profile: HostProfile): object {
  const itemOf = currentItem(link, profile);
  const openForm = newMessageForm(link);
  const members = {
    displayNewMessageForm: (form: unknown) => openForm(form),
    displayNewMessageFormAsync: openForm,
    // For the whole mailbox's permission only, which the manifest does not ask for.
    getSelectedItemsAsync: () => {
      throw new Error('Elevated permission is required to call the method: mailbox.getSelectedItemsAsync.');
    },
    addHandlerAsync(type: string, handler: (event: unknown) => void, ...rest: unknown[]) {
      link.on(type, (state) => handler({ type, officeTheme: themeColours(state.theme) }));
      settle(rest);
    },
    removeHandlerAsync(type: string, ...rest: unknown[]) {
      link.off(type);
      settle(rest);
    },
  };
  const api = only(members, (member) => offers(profile, `mailbox.${member}`));
  return Object.defineProperties(api, {
    item: { get: () => itemOf(link.state) },
    userProfile: {
      get: () => {
        const { displayName = '', emailAddress = '' } = link.state?.user ?? {};
        return { displayName, emailAddress, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
      },
    },
    diagnostics: { get: () => ({ hostName: profile.hostName, hostVersion: '16.0' }) },
  });
}

/** One object an opening: a handler that keeps an item keeps a stale one. */
function currentItem(link: HostLink, profile: HostProfile): (state: HostState | null) => unknown {
  let current: { token: string; api: unknown } | null = null;
  return (state) => {
    const facts = state?.item ?? null;
    if (facts === null) return null;
    if (current?.token !== facts.token) current = { token: facts.token, api: itemApi(link, facts, profile) };
    return current.api;
  };
}

function newMessageForm(link: HostLink) {
  return (form: unknown, ...rest: unknown[]): void => {
    const { toRecipients = [], ccRecipients = [], subject = '' } = (form ?? {}) as NewMessage;
    const { html } = newMessageContent(form);
    if (subject.length > MAX_SUBJECT || toRecipients.length > MAX_RECIPIENTS || ccRecipients.length > MAX_RECIPIENTS) {
      throw new RangeError('Sys.ArgumentOutOfRangeException: subject or recipients are too many.');
    }
    link.call('', 'newMessage', [{ to: toRecipients, cc: ccRecipients, subject, html }], taken(rest, 1).callback);
  };
}

function settle(rest: readonly unknown[]): void {
  const callback = rest.at(-1);
  if (typeof callback === 'function') queueMicrotask(() => (callback as Callback)({ status: 'succeeded' }));
}
