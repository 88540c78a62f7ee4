import type { Template } from './template.ts';

/** What a template is called in the log. */
export function templateSubject({ name, language, brand }: Pick<Template, 'name' | 'language' | 'brand'>): string {
  return `${name} (${language}${brand === null ? '' : `, ${brand}`})`;
}
