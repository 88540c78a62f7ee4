/**
 * What is known of a message that we prepared. *Attempted*: the user pressed Send or we handed it over; *confirmed*: the sent copy was seen
 * or the provider gave its id; *in doubt*: we handed it over and never heard. Nobody says "sent" before it is confirmed.
 */
export const DELIVERIES = ['drafted', 'attempted', 'confirmed', 'bounced', 'in_doubt', 'failed'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** From which states a message may come into each. Delivery only ever gains knowledge. */
const MAY_FOLLOW: Readonly<Record<Delivery, readonly Delivery[]>> = {
  drafted: [],
  attempted: ['drafted', 'failed'],
  confirmed: ['drafted', 'attempted', 'in_doubt'],
  bounced: ['attempted', 'confirmed', 'in_doubt'],
  in_doubt: ['attempted'],
  failed: ['attempted'],
};

export function mayBecome(from: Delivery, to: Delivery): boolean {
  return MAY_FOLLOW[to].includes(from);
}
