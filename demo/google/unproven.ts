/** What the real Gmail does here nobody has tried; each is changed in this file alone. */

/** Whether the API takes a message under its page's id (`msg-f:…`). One team saw a 400; Google's own samples pass it on unchanged. The add-on never sends one. */
export const PAGE_IDS: 'refused' | 'taken' = 'refused';

/** How much JSON the API takes, in bytes. One person was told this figure in a refusal of 2016; no page gives one. */
export const LARGEST_JSON = 1_048_576;
