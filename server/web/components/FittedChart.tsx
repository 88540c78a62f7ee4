import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface FittedChartProps {
  /** Draws the chart so many pixels wide; its words stay of one size. */
  readonly children: (width: number) => ComponentChildren;
}

const BEFORE_MEASURED = 640;
const NARROWEST = 220;

/** Gives a chart the width that there is for it. */
export function FittedChart({ children }: FittedChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(BEFORE_MEASURED);
  useLayoutEffect(() => {
    const { current } = place;
    if (current === null) return;
    const watch = new ResizeObserver(() => setWidth(Math.max(NARROWEST, Math.floor(current.clientWidth))));
    watch.observe(current);
    return () => watch.disconnect();
  }, []);
  return (
    <div class="fitted" ref={place}>
      {children(width)}
    </div>
  );
}
