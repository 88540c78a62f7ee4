import { newKey } from '../host/clock.ts';
import type { Filled, Filling, SentBefore } from './form-base.ts';
import { type Outgoing, outgoing } from './form-deed.ts';
import type { Form } from './forms.ts';

/** A form that is complete, and the key that it goes out under. */
export interface Complete {
  readonly out: Outgoing;
  readonly sent: SentBefore;
}

/** What is to be sent of a form, or the first thing that is missing. What was sent before and did not change goes under the key it had. */
export function complete(form: Form, filling: Filling): Filled<Complete> {
  if (form.sent !== null) {
    const again = completeAs(form, filling, form.sent);
    if (again.ok && again.body.sent.text === form.sent.text) return again;
  }
  return completeAs(form, filling, { key: newKey(), at: filling.at });
}

function completeAs(form: Form, filling: Filling, { key, at }: Pick<SentBefore, 'key' | 'at'>): Filled<Complete> {
  const filled = outgoing(form, { ...filling, at });
  if (!filled.ok) return filled;
  return { ok: true, body: { out: filled.body, sent: { key, at, text: JSON.stringify(filled.body.body) } } };
}
