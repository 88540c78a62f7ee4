import { useState } from 'preact/hooks';

interface CopyButtonProps {
  /** What the value is, for those who do not see where the button stands. */
  readonly label: string;
  readonly value: string;
}

/** Puts a value on the clipboard and says so. */
export function CopyButton({ label, value }: CopyButtonProps) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setSaid('Copied.');
    } catch {
      // Without https, or where the browser asks and is told no.
      setSaid('Select it and copy it by hand.');
    }
  };
  return (
    <span class="copy">
      <button type="button" aria-label={`Copy ${label}`} onClick={() => void copy()}>
        Copy
      </button>
      <span role="status">{said}</span>
    </span>
  );
}
