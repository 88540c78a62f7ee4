import { type ItemKind, isDebit } from '#shared/domain/open-item.ts';
import type { RowContext } from '../profile.ts';

/** The columns in which a listing of open items says what is left of a document. */
export interface OpenCells {
  readonly kind: ItemKind;
  readonly amount: string | null;
  readonly open_amount: string | null;
  readonly open_debit: string | null;
  readonly open_credit: string | null;
}

interface OpenAmounts {
  readonly kind: ItemKind;
  readonly amount: string;
  readonly open_amount: string;
}

/** What is left of a document, and of what: its kind follows the side on which it stands. Null, with a problem noted, where the row does not say it once. */
export function openAmounts(cells: OpenCells, context: RowContext): OpenAmounts | null {
  const sides = sidesOf(cells);
  const said = [cells.open_amount, ...sides.map(({ left }) => left)].filter((left) => left !== null);
  const left = said[0] ?? noneLeft(cells);
  if (left === null || said.length > 1) {
    const wrong = left === null ? 'is empty, and no other column says' : 'and another column both say';
    context.problem('open_amount', `${wrong} what is left of the document`);
    return null;
  }
  const [side] = sides;
  const kind = side === undefined ? cells.kind : onSide(cells.kind, side.isOwed);
  if (kind !== null) return { kind, amount: cells.amount ?? left, open_amount: left };
  context.problem('kind', `is ${cells.kind}, which does not stand on the side on which the row has it`);
  return null;
}

/** What the columns of the two sides say, those apart that say 0. */
function sidesOf({ open_debit, open_credit }: OpenCells): { readonly isOwed: boolean; readonly left: string }[] {
  return [
    { isOwed: true, left: open_debit },
    { isOwed: false, left: open_credit },
  ].flatMap(({ isOwed, left }) => (left !== null && /[1-9]/.test(left) ? [{ isOwed, left }] : []));
}

function noneLeft({ open_debit, open_credit }: OpenCells): string | null {
  return open_debit ?? open_credit;
}

/** An invoice on the credit side is a credit memo; other kinds have a side of their own. */
function onSide(kind: ItemKind, isOwed: boolean): ItemKind | null {
  if (isDebit(kind) === isOwed) return kind;
  return kind === 'invoice' ? 'credit_memo' : null;
}
