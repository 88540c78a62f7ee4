/** Far more than a company's languages, currencies and forms. */
const MAX_KEPT = 500;
const numbers = new Map<string, Intl.NumberFormat>();
const days = new Map<string, Intl.DateTimeFormat>();

/** A formatter of numbers that is made once: making one takes many times as long as using it. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return kept(numbers, `${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
}

/** The same for days and instants. */
export function dateTimeFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(days, `${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));
}

function kept<T>(formatters: Map<string, T>, key: string, make: () => T): T {
  const known = formatters.get(key);
  if (known !== undefined) return known;
  if (formatters.size >= MAX_KEPT) formatters.clear();
  const made = make();
  formatters.set(key, made);
  return made;
}
