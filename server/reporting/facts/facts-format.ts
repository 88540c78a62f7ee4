import { hash } from 'node:crypto';
import { endianness } from 'node:os';
import { ACTIVITY_CODES, OUTCOMES } from '#shared/domain/activity-code.ts';
import { DELIVERIES } from '#shared/domain/delivery.ts';
import { ADJUSTMENT_REASONS, CREDIT_KINDS, DEBIT_KINDS, DISPUTE_STATUSES } from '#shared/domain/open-item.ts';

/** Goes up when what a column means changes. */
const VERSION = 2;

const LISTS = [ACTIVITY_CODES, OUTCOMES, DELIVERIES, ADJUSTMENT_REASONS, DEBIT_KINDS, CREDIT_KINDS, DISPUTE_STATUSES];

/** By what a snapshot is known to be readable: columns hold places in these lists, in the machine's own order of bytes. */
export const FACTS_FORMAT = hash('sha256', JSON.stringify([VERSION, endianness(), LISTS]), 'hex').slice(0, 16);
