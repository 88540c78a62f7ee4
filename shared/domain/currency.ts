/** Digits after the decimal point of currencies that do not have two, after ISO 4217 (list one). Intl is no substitute: it gives cash usage (HUF 0, MGA 0). */
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
};

/** The currencies of ISO 4217 in circulation that have two digits after the point. */
const TWO_DIGITS =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW ZWG';

const DIGITS: ReadonlyMap<string, number> = new Map([
  ...TWO_DIGITS.split(' ').map((code): [string, number] => [code, 2]),
  ...Object.entries(MINOR_DIGITS),
]);

/** A currency of ISO 4217 by its three letters. */
export type CurrencyCode = string & { readonly __brand: 'CurrencyCode' };

export function isCurrencyCode(text: string): text is CurrencyCode {
  return DIGITS.has(text);
}

/** Checks a currency's three letters. Throws RangeError for anything that ISO 4217 does not list. */
export function currencyCode(text: string): CurrencyCode {
  if (isCurrencyCode(text)) return text;
  throw new RangeError(`"${text}" is not a currency of ISO 4217; write three capital letters such as EUR.`);
}

/** How many digits the currency has after the decimal point: 0 to 4. */
export function minorDigits(currency: CurrencyCode): number {
  return DIGITS.get(currency) ?? 2;
}
