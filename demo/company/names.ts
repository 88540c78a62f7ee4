import type { Random } from './random.ts';

const ENGLISH_STARTS =
  'Kettle Pepper Tumble Fog Quill Button Marble Thistle Biscuit Velvet Pebble Acorn Clover Teapot Mitten'.split(' ');
const ENGLISH_ENDS = 'moth whistle anchor feather barrel bramble comet ladle thimble badger spindle puddle'.split(' ');
const GERMAN_STARTS = 'Wolken Nebel Kiesel Brezel Mond Funken Zimt Laternen Apfel Regen Murmel Kork'.split(' ');
const GERMAN_ENDS = 'schraube knopf fuchs trichter pinsel kessel zirkel dose hamster feile'.split(' ');

const ENGLISH_TRADES = [
  'Packaging',
  'Foods',
  'Robotics',
  'Logistics',
  'Laboratories',
  'Marine',
  'Textiles',
  'Ceramics',
  'Optics',
  'Tooling',
];
const GERMAN_TRADES = [
  'Maschinenbau',
  'Messtechnik',
  'Medizintechnik',
  'Anlagenbau',
  'Verpackung',
  'Lebensmittel',
  'Feinwerk',
  'Energietechnik',
];

const ENGLISH_FIRST =
  'Alder Bryony Cassia Doran Elspeth Fenn Greer Hollis Imogen Jasper Keziah Linus Maeve Niall Orla Piers Romy Sorrel Tamsin Wilbur'.split(
    ' ',
  );
const ENGLISH_LAST =
  'Ashdown Brackley Copperfen Dunmore Eastlake Farrowby Glenhollow Harkwell Inglebright Kestrelby Larkspur Merriden Oakshade Pennywick Quarrel Stonebeck Tolliver Wexcombe'.split(
    ' ',
  );
const GERMAN_FIRST =
  'Anke Bernd Corinna Detlef Elke Falk Gesa Henrik Ines Jost Katrin Lennart Meike Norbert Petra Ralf Silke Thorben Ulrike Wiebke'.split(
    ' ',
  );
const GERMAN_LAST =
  'Apfelkamp Birnstiel Dornbusch Eulenfels Grashüpfer Haselhuhn Kieselack Lerchenau Moosbrugger Nachtweih Pfefferkorn Rübenach Sauerland Tannhuber Windisch Zwiebler'.split(
    ' ',
  );

export interface CompanyName {
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly domain: string;
}

/** As many names as there are pairs of words for a language, each with its domain; no first word comes twice. */
export function companyNames(language: 'en' | 'de', random: Random): CompanyName[] {
  const [starts, ends] = language === 'de' ? [GERMAN_STARTS, GERMAN_ENDS] : [ENGLISH_STARTS, ENGLISH_ENDS];
  const words = starts.flatMap((start) => ends.map((end) => start + end));
  return random.shuffled(words).map((word) => companyName(word, language, random));
}

function companyName(word: string, language: 'en' | 'de', random: Random): CompanyName {
  const trade = random.pick(language === 'de' ? GERMAN_TRADES : ENGLISH_TRADES);
  const form = random.pick(language === 'de' ? ['GmbH', 'GmbH', 'KG', 'AG'] : ['Ltd', 'Inc', 'B.V.', 'AB']);
  const otherNames = random.chance(0.3) ? [`${word} ${trade}`] : [];
  return { name: `${word} ${trade} ${form}`, otherNames, domain: domainOf(`${word} ${trade}`) };
}

export function personName(language: 'en' | 'de', random: Random): string {
  if (language === 'de') return `${random.pick(GERMAN_FIRST)} ${random.pick(GERMAN_LAST)}`;
  return `${random.pick(ENGLISH_FIRST)} ${random.pick(ENGLISH_LAST)}`;
}

/** Lower case letters and digits with dots, umlauts written out: `Jost Rübenach` gives `jost.ruebenach`. */
export function mailLocalPart(name: string): string {
  return plainLetters(name).replaceAll(/[^a-z0-9]+/g, '.');
}

function domainOf(name: string): string {
  return `${plainLetters(name).replaceAll(/[^a-z0-9]+/g, '-')}.example`;
}

const WRITTEN_OUT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

function plainLetters(text: string): string {
  return text.toLowerCase().replaceAll(/[äöüß]/g, (letter) => WRITTEN_OUT[letter] ?? letter);
}

/** Ranges that the regulators keep free for fiction: Berlin, Hamburg, Frankfurt and Munich; London; New York. */
const GERMAN_RANGES = ['+49 30 23125', '+49 40 66969', '+49 69 90009', '+49 89 99998'];

/** A telephone number that nobody has. */
export function fictionalPhone(language: 'en' | 'de', random: Random): string {
  if (language === 'de') return `${random.pick(GERMAN_RANGES)} ${String(random.int(0, 999)).padStart(3, '0')}`;
  if (random.chance(0.5)) return `+44 20 7946 0${String(random.int(0, 999)).padStart(3, '0')}`;
  return `+1 212 555 01${String(random.int(0, 99)).padStart(2, '0')}`;
}
