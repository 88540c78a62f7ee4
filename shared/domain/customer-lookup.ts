/**
 * By what a customer is found, each kind with its own prefix so that one index serves them all: an exact address, a mail domain that is the customer's, a
 * domain that only contacts have, a number as digits, a whole name, the number and the words of the name as they are typed into a search.
 */
export const LOOKUP = {
  address: (address: string) => `a:${address}`,
  domain: (domain: string) => `d:${domain}`,
  contactDomain: (domain: string) => `c:${domain}`,
  number: (key: string) => `n:${key}`,
  name: (key: string) => `m:${key}`,
  typedNumber: (text: string) => `s:${text.toLowerCase()}`,
  word: (word: string) => `w:${word}`,
} as const;
