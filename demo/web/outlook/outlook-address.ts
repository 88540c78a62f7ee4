import { NESTED_APP_AUTH, type NestedAppAuth } from './frame-name.ts';
import { type ClientName, isClientName } from './host-profile.ts';

/** What the page's address chooses of Outlook: `client`, `lang` (BCP 47) and `naa`. */
export interface OutlookAddress {
  readonly client: ClientName;
  readonly language: string;
  readonly nestedAppAuth: NestedAppAuth;
}

export const LANGUAGES = { 'en-GB': 'English', 'de-DE': 'Deutsch' } as const;

export function readOutlookAddress(search: string): OutlookAddress {
  const given = new URLSearchParams(search);
  const client = given.get('client') ?? '';
  const nestedAppAuth = NESTED_APP_AUTH.find((one) => one === given.get('naa'));
  return {
    client: isClientName(client) ? client : 'web',
    language: given.get('lang') ?? 'en-GB',
    nestedAppAuth: nestedAppAuth ?? 'off',
  };
}

/** The same address with one choice changed. */
export function addressWith(search: string, name: 'client' | 'lang', value: string): string {
  const changed = new URLSearchParams(search);
  changed.set(name, value);
  return `?${changed}`;
}
