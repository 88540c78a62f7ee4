import type { BrandView } from '#shared/api/templates.ts';

/** Brands as somebody types them, one a line: `north; Brightwater North; 2000, 2100`. */
export function brandLines(brands: readonly BrandView[]): string {
  return brands.map(({ key, name, companyCodes }) => [key, name, companyCodes.join(', ')].join('; ')).join('\n');
}

/** The brands of these lines; what in them is no brand, the server says. */
export function brandsIn(lines: string): BrandView[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [key = '', name = '', codes = ''] = line.split(';').map((part) => part.trim());
      const companyCodes = codes
        .split(',')
        .map((code) => code.trim())
        .filter((code) => code !== '');
      return { key, name, companyCodes };
    });
}
