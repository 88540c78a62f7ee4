import type { CallForm } from '../state/call-form.ts';
import { DigitKey } from './DigitKey.tsx';
import { useSidebar } from './sidebar-context.ts';
import { useCallCodes } from './use-call-codes.ts';

/** The first of the two actions: what happened. */
export function CodePicker({ form }: { readonly form: CallForm }) {
  const { words, work } = useSidebar();
  const callCodes = useCallCodes();
  return (
    <fieldset class="bare">
      <legend>{words.call.codes}</legend>
      <div class="choices">
        {callCodes.map(({ code }, at) => (
          <button
            key={code}
            type="button"
            data-first={at === 0 || undefined}
            onClick={() => work.chooseCode(form, code)}
          >
            <DigitKey at={at} /> {shortName(words.codes[code])}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** The channel need not be said again under the heading of a call. */
function shortName(label: string): string {
  const name = label.slice(label.indexOf(':') + 1).trim();
  return name.charAt(0).toUpperCase() + name.slice(1);
}
