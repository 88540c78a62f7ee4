import { readFile } from 'node:fs/promises';
import { isDunning, type TemplateStage } from '#shared/domain/dunning.ts';
import { DEMO_TENANT } from './people.ts';

const EXAMPLE = new URL('../../docs/examples/templates.json', import.meta.url);

/** The number that the registry of IBANs itself gives as its example for Germany. */
const IBAN = 'DE89370400440532013000';

const CLAUSES = [
  {
    name: 'bank_details',
    language: 'en',
    html: `<p>Please pay to ${DEMO_TENANT.name}, IBAN ${IBAN}, Example Bank, and name the numbers of the invoices.</p>`,
  },
  {
    name: 'bank_details',
    language: 'de',
    html: `<p>Bitte zahlen Sie an ${DEMO_TENANT.name}, IBAN ${IBAN}, Beispielbank, und nennen Sie die Rechnungsnummern.</p>`,
  },
  {
    name: 'legal_words',
    language: 'en',
    html: '<p>We reserve all our rights, statutory interest for late payment among them.</p>',
  },
  {
    name: 'legal_words',
    language: 'de',
    html: '<p>Alle unsere Rechte, auch auf gesetzliche Verzugszinsen, bleiben vorbehalten.</p>',
  },
];

interface ExampleTemplate {
  readonly stage: TemplateStage;
  readonly html: readonly string[];
}

/**
 * The example templates with the sample company's own clauses in them, as a file of templates. The example itself holds no bank details, for other companies load it too and would ask for
 * payment to that account.
 */
export async function sampleTexts() {
  const { templates } = JSON.parse(await readFile(EXAMPLE, 'utf8')) as { templates: readonly ExampleTemplate[] };
  return { templates: templates.map(withClauses), clauses: CLAUSES };
}

/** Clauses stand before the regards, which are the last two lines. */
function withClauses<T extends ExampleTemplate>(template: T): T {
  const { stage, html } = template;
  const tags = clausesOf(stage).map((name) => `{% clause ${name} %}`);
  return { ...template, html: [...html.slice(0, -2), ...tags, ...html.slice(-2)] };
}

function clausesOf(stage: TemplateStage): readonly string[] {
  if (stage === 'first_notice' || stage === 'statement') return ['bank_details'];
  return isDunning(stage) ? ['bank_details', 'legal_words'] : [];
}
