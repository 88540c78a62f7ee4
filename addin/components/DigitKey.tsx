/** The digit that presses the choice of that place, for the eye only: a screen reader hears the choice itself. */
export function DigitKey({ at }: { readonly at: number }) {
  return (
    <span class="key" aria-hidden="true">
      {at + 1}
    </span>
  );
}
