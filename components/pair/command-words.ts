/** Programs that our own sentences tell an operator to run. */
const PROGRAM = '(?:sudo|ssh-keygen|ssh-keyscan|ssh|setfacl|systemctl|journalctl|ls|df|ping|for f in)';
/** After a colon up to the end of the sentence: "for example: sudo setfacl …". */
const AFTER_COLON = new RegExp(`(?<=: )(${PROGRAM}(?: .+?)?)(?=\\.?$|\\. [A-Z])`, 'gm');
const IN_BRACKETS = new RegExp(`(?<=\\()(${PROGRAM} [^()]+)(?=\\))`, 'g');

/** A message with the commands in it between backticks, for `Prose`; one that has backticks already is left as it is. */
export function withCommands(message: string): string {
  if (message.includes('`')) return message;
  return message.replaceAll(AFTER_COLON, '`$1`').replaceAll(IN_BRACKETS, '`$1`');
}
