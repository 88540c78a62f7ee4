import * as z from 'zod/mini';

/** What of the activity codes a company has otherwise, as every client is told it: small, for it comes with the sign-in. */
export const CompanyCodesView = z.object({
  /** Those that are not used. */
  off: z.array(z.string()),
  /** In which order they are offered; those that are left out come after, in the order of the standard. */
  order: z.array(z.string()),
  /** What the company calls them. */
  labels: z.array(z.object({ code: z.string(), language: z.string(), label: z.string() })),
});
export type CompanyCodesView = z.infer<typeof CompanyCodesView>;

/** The codes that a company offers, of some of the standard’s and in its own order. */
export function codesOffered<C extends { readonly code: string }>(
  all: readonly C[],
  own: Pick<CompanyCodesView, 'off' | 'order'> | undefined,
): C[] {
  const { off = [], order = [] } = own ?? {};
  const placeOf = ({ code }: C) => (order.includes(code) ? order.indexOf(code) : order.length);
  return all.filter(({ code }) => !off.includes(code)).sort((a, b) => placeOf(a) - placeOf(b));
}

/** The names of the codes with the company’s own in the place of the standard’s. */
export function codeNames<T extends Readonly<Record<string, string>>>(
  standard: T,
  own: Pick<CompanyCodesView, 'labels'> | undefined,
  language: string,
): T {
  const labels = (own?.labels ?? []).filter((one) => one.language === language);
  if (labels.length === 0) return standard;
  return { ...standard, ...Object.fromEntries(labels.map(({ code, label }) => [code, label])) };
}
