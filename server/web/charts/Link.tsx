import type { ComponentChildren } from 'preact';

interface LinkProps {
  /** Where a part of a chart opens down to; a picture has no such place. */
  readonly href: string | undefined;
  readonly words: string;
  readonly children: ComponentChildren;
}

/** A part of a chart that says what it stands for and opens down to its rows. */
export function Link({ href, words, children }: LinkProps) {
  if (href === undefined) {
    return (
      <g>
        <title>{words}</title>
        {children}
      </g>
    );
  }
  return (
    <a href={href} aria-label={words}>
      <title>{words}</title>
      {children}
    </a>
  );
}
