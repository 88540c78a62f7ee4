import type { Money } from '#shared/domain/money.ts';
import { SHORT_PAY_REASONS, type ShortPayReason } from '#shared/domain/short-pay.ts';
import { useSettings } from '../settings/use-settings.ts';
import { moneyText, wordsOf } from '../state/formats.ts';

export interface ShortPayChoice {
  readonly reason: ShortPayReason;
  readonly writeOff: boolean;
}

interface ShortPayProps {
  /** What would stay open. */
  readonly left: Money;
  readonly value: ShortPayChoice | null;
  readonly onChange: (choice: ShortPayChoice | null) => void;
}

/** Why less was paid than is owed, and whether the rest is written off. */
export function ShortPay({ left, value, onChange }: ShortPayProps) {
  return (
    <div class="fields">
      <label>
        <span>{moneyText(left)} would stay open because of</span>
        <select
          value={value?.reason ?? ''}
          onChange={({ currentTarget }) => onChange(chosen(currentTarget.value, value?.writeOff ?? false))}
        >
          <option value="">no reason yet</option>
          {SHORT_PAY_REASONS.map((reason) => (
            <option key={reason} value={reason}>
              {wordsOf(reason)}
            </option>
          ))}
        </select>
      </label>
      {value !== null && <WriteOff left={left} value={value} onChange={onChange} />}
    </div>
  );
}

function WriteOff({ left, value, onChange }: ShortPayProps & { value: ShortPayChoice }) {
  const { data } = useSettings();
  const most = data?.settings.writeOffTolerance.find(({ currency }) => currency === left.currency);
  if (data !== undefined && most === undefined) {
    return <p class="quiet">Nothing is written off in {left.currency}: the company has set no tolerance for it.</p>;
  }
  return (
    <label>
      <input
        type="checkbox"
        checked={value.writeOff}
        onChange={({ currentTarget }) => onChange({ ...value, writeOff: currentTarget.checked })}
      />{' '}
      Write the rest off{most !== undefined && `, up to ${moneyText(most)}`}
    </label>
  );
}

function chosen(text: string, writeOff: boolean): ShortPayChoice | null {
  const reason = SHORT_PAY_REASONS.find((known) => known === text);
  return reason === undefined ? null : { reason, writeOff };
}
