/** Refused as the real host would refuse; becomes the error of the call's result. Numbers and names are those in the source of Office.js. */
export class OfficeRefusal extends Error {
  constructor(
    readonly code: number,
    readonly label: string,
    message: string,
  ) {
    super(message);
  }
}

/** The call is for an item that was left. */
export function itemLeft(): OfficeRefusal {
  return new OfficeRefusal(9030, 'APICallFailedDueToItemChange', 'The item is no longer open.');
}

/** What Outlook says of the text of mail that it may not hand over (office-js#2398 has the words). */
export function internalError(): OfficeRefusal {
  return new OfficeRefusal(9020, 'GenericResponseError', 'An internal error has occurred.');
}
