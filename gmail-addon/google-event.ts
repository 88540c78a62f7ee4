import * as z from 'zod/mini';

const FormInput = z.object({
  stringInputs: z.optional(z.object({ value: z.array(z.string()) })),
  /** 64-bit numbers may come as text. */
  dateInput: z.optional(z.object({ msSinceEpoch: z.union([z.number(), z.string()]) })),
});

/** What Google sends with each call, as far as we use it. More fields may come and are left alone. */
export const GoogleEvent = z.object({
  commonEventObject: z._default(
    z.object({
      userLocale: z.optional(z.string().check(z.maxLength(40))),
      parameters: z.optional(z.record(z.string(), z.string().check(z.maxLength(20_000)))),
      formInputs: z.optional(z.record(z.string(), FormInput)),
    }),
    {},
  ),
  authorizationEventObject: z.object({
    userIdToken: z.optional(z.string()),
    userOAuthToken: z.optional(z.string()),
    authorizedScopes: z.optional(z.array(z.string())),
  }),
  gmail: z.optional(
    z.object({
      messageId: z.optional(z.string().check(z.maxLength(200))),
      threadId: z.optional(z.string().check(z.maxLength(200))),
      accessToken: z.optional(z.string()),
      /** While a mail is written: whom it is addressed to. */
      toRecipients: z.optional(z.array(z.string())),
      ccRecipients: z.optional(z.array(z.string())),
    }),
  ),
});
export type GoogleEvent = z.infer<typeof GoogleEvent>;

/** The names of the fields that hold something. */
export function fieldNames({ commonEventObject: { formInputs } }: GoogleEvent): readonly string[] {
  return Object.keys(formInputs ?? {});
}

/** The words typed or chosen under a name; empty where there are none. */
export function wordsIn({ commonEventObject: { formInputs } }: GoogleEvent, name: string): readonly string[] {
  return formInputs?.[name]?.stringInputs?.value ?? [];
}

/** The first of them, without spaces around it. */
export function wordIn(event: GoogleEvent, name: string): string {
  return wordsIn(event, name)[0]?.trim() ?? '';
}

/** The day chosen under a name as `YYYY-MM-DD`; a picker of days gives midnight in UTC. Null where there is none. */
export function dayIn({ commonEventObject: { formInputs } }: GoogleEvent, name: string): string | null {
  const ms = Number(formInputs?.[name]?.dateInput?.msSinceEpoch ?? Number.NaN);
  return Number.isFinite(ms) && Math.abs(ms) < 8e15 ? new Date(ms).toISOString().slice(0, 10) : null;
}

/** A call of Google's in a form that we do not know. */
export class EventUnreadable extends Error {
  override readonly name = 'EventUnreadable';
  readonly status = 400;
}
