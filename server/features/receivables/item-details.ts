import type { ItemRow } from './ledger-row.ts';

/** What a source may say of an item beside what every one says; each left out where it does not. */
export type ItemDetails = Pick<ItemRow, 'erpStatus' | 'company' | 'otherNumbers' | 'receipt' | 'documentUrl'>;

/** Those of the details that are said; empty words and lists say nothing. */
export function itemDetails({ erpStatus, company, otherNumbers, receipt, documentUrl }: ItemDetails): ItemDetails {
  return {
    ...(erpStatus === undefined || erpStatus === '' ? {} : { erpStatus }),
    ...(company === undefined ? {} : { company }),
    ...(otherNumbers === undefined || otherNumbers.length === 0 ? {} : { otherNumbers }),
    ...(receipt === undefined ? {} : { receipt }),
    ...(documentUrl === undefined || documentUrl === '' ? {} : { documentUrl }),
  };
}
