import { useLayoutEffect, useRef } from 'preact/hooks';

/** Focus that was on something which went is on the heading from then on, and not lost. */
export function useFocusAfterRemoval(heading: { readonly current: HTMLElement | null }, count: number): void {
  const earlier = useRef(count);
  useLayoutEffect(() => {
    const { activeElement, body } = document;
    if (count < earlier.current && (activeElement === null || activeElement === body)) heading.current?.focus();
    earlier.current = count;
  }, [heading, count]);
}
