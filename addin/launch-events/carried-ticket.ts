import { DISPATCH_NAME, findMark, GATE_NAME, TICKET_NAME, type TicketMark } from '../host/ticket-mark.ts';

// These handlers also run in classic Outlook's script engine: no DOM, no storage, no imports at run time, ES2016.

type Done<T> = (result: Office.AsyncResult<T>) => void;

/** Turns a callback call into a promise; any failure counts as having nothing, for a mail is not held up by us. */
export function resultOf<T>(start: (done: Done<T>) => void): Promise<T | null> {
  return new Promise((resolve) => {
    try {
      start((result) => resolve(result.status === Office.AsyncResultStatus.Succeeded ? result.value : null));
    } catch {
      resolve(null);
    }
  });
}

/** The ticket of the template that the message carries: from its header, its property, or the mark in its text. Null where it carries none. */
export function carriedTicket(item: Office.MessageCompose): Promise<string | null> {
  return ticketInHeader(item)
    .then((ticket) => ticket ?? ticketInProperty(item))
    .then((ticket) => ticket ?? markInText(item).then((mark) => (mark === null ? null : mark.ticket)));
}

export function markInText(item: Office.MessageCompose): Promise<TicketMark | null> {
  return resultOf<string>((done) => item.body.getAsync(Office.CoercionType.Html, done)).then((html) =>
    html === null ? null : findMark(html),
  );
}

/** Writes a mark's ticket where the on-send handler and the pane look first. */
export function keepTicket(item: Office.MessageCompose, { ticket, dispatchId }: TicketMark): Promise<unknown> {
  const header = resultOf<void>((done) => item.internetHeaders.setAsync({ [TICKET_NAME]: ticket }, done));
  const properties = keepProperties(item, { [TICKET_NAME]: ticket, [DISPATCH_NAME]: dispatchId });
  return Promise.all([header, properties]);
}

/** Notes for the pane what became of the question at the gate. */
export function noteGate(item: Office.MessageCompose, note: string): Promise<unknown> {
  return markInText(item).then((mark) => {
    const values: Record<string, string> = { [GATE_NAME]: note };
    if (mark !== null) values[DISPATCH_NAME] = mark.dispatchId;
    return keepProperties(item, values);
  });
}

function keepProperties(item: Office.MessageCompose, values: Record<string, string>): Promise<unknown> {
  return resultOf<Office.CustomProperties>((done) => item.loadCustomPropertiesAsync(done)).then((properties) => {
    if (properties === null) return null;
    for (const name of Object.keys(values)) properties.set(name, values[name] ?? '');
    return resultOf<void>((done) => properties.saveAsync(done));
  });
}

function ticketInHeader({ internetHeaders }: Office.MessageCompose): Promise<string | null> {
  return resultOf<Record<string, string>>((done) => internetHeaders.getAsync([TICKET_NAME], done)).then((headers) =>
    ticketFrom(headers?.[TICKET_NAME]),
  );
}

function ticketInProperty(item: Office.MessageCompose): Promise<string | null> {
  return resultOf<Office.CustomProperties>((done) => item.loadCustomPropertiesAsync(done)).then((properties) =>
    ticketFrom(properties?.get(TICKET_NAME)),
  );
}

function ticketFrom(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
