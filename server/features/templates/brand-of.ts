import type { BrandView } from '#shared/api/templates.ts';

/**
 * The brand that a customer belongs to, by the company codes of what they have in the ERP; null where no brand has one of these, or more than one has: a text of the company's own never
 * names a wrong brand.
 */
export function brandOf(companyCodes: readonly string[], brands: readonly BrandView[]): BrandView | null {
  const [brand, ...others] = brands.filter((one) => one.companyCodes.some((code) => companyCodes.includes(code)));
  return brand !== undefined && others.length === 0 ? brand : null;
}
