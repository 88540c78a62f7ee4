/** What Outlook shows where the on-send handler stops a message; apart from the pane's catalogue, which that handler does not carry. */
export const eventWords = {
  stopped: 'Duethread stopped this message.',
  howOn: 'To send it all the same, give a reason in the Duethread pane and press Send again.',
  /** At most 20 characters. */
  openPane: 'Open Duethread',
};
