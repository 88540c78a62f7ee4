/** Months by their names and the usual short forms in English, German, French, Spanish, Italian, Dutch and Portuguese. No form means two months in any two of them. */
const NAMES: readonly string[] = [
  'january jan januar jänner jän janvier janv enero ene gennaio gen januari janeiro',
  'february feb februar février fevrier févr fevr fév febrero febbraio februari fevereiro fev',
  'march mar märz maerz mär mrz mars marzo maart mrt março marco',
  'april apr avril avr abril abr aprile',
  'may mai mayo maggio mag mei maio',
  'june jun juni juin junio giugno giu junho',
  'july jul juli juillet juil julio luglio lug julho',
  'august aug août aout agosto ago augustus',
  'september sep sept septembre septiembre settembre set setembro',
  'october oct oktober okt octobre octubre ottobre ott outubro out',
  'november nov novembre noviembre novembro',
  'december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro',
];

const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, at) => names.split(' ').map((name): [string, number] => [name, at + 1])),
);

/** The month of a name, counted from 1, with or without capitals and a full stop; 0 for no month. */
export function monthNamed(name: string): number {
  return MONTHS.get(name.toLowerCase().replace(/\.$/, '')) ?? 0;
}
