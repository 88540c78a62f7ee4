/** The number of the customer to whom money belongs as long as nobody knows whose it is. */
export const UNIDENTIFIED = '(unidentified)';
