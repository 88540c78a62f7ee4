interface PlainTableProps {
  readonly caption: string;
  /** A title that ends a number’s column stands at its end. */
  readonly titles: readonly (string | { readonly number: string })[];
  readonly children: preact.ComponentChildren;
}

/** A plain table that scrolls sideways where it is wide, by the keys as well. */
export function PlainTable({ caption, titles, children }: PlainTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached by the keyboard
    <section class="scroll" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {titles.map((title) => {
              const words = typeof title === 'string' ? title : title.number;
              return (
                <th key={words} scope="col" class={typeof title === 'string' ? undefined : 'number'}>
                  {words}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
