import { type Api, taken } from './async-call.ts';
import type { AsyncResult, HostLink } from './host-link.ts';

/** Of all custom properties of one add-in on one item (docs, metadata for an Outlook add-in). */
const MAX_PROPERTIES = 2_500;
const TOO_LONG = { code: 9019, name: 'GenericSettingsError', message: 'The properties are too long.' };

/** `item.loadCustomPropertiesAsync`: a copy of the properties, which `saveAsync` writes back whole. */
export function propertiesLoader(link: HostLink, token: string) {
  return (...given: unknown[]): void => {
    const { callback } = taken(given, 0);
    link.call(token, 'properties.get', [], (result) => {
      callback(result.status === 'failed' ? result : { ...result, value: customProperties(link, token, result) });
    });
  };
}

function customProperties(link: HostLink, token: string, { value }: AsyncResult): Api {
  const values = new Map(Object.entries(value as Record<string, string>));
  return {
    get: (name: string) => values.get(name),
    getAll: () => Object.fromEntries(values),
    set: (name: string, text: string) => values.set(name, text),
    remove: (name: string) => values.delete(name),
    saveAsync: (...given: unknown[]) => {
      const { callback } = taken(given, 0);
      const all = Object.fromEntries(values);
      if (JSON.stringify(all).length > MAX_PROPERTIES) callback({ status: 'failed', error: TOO_LONG });
      else link.call(token, 'properties.set', [all], callback);
    },
  };
}
