import type { GraphQLError } from 'graphql';

/**
 * graphql-js quotes the refused value in its messages; what a person typed must not come back or reach a log. What stays is the
 * place and the rule.
 */
export function safeMessage(error: GraphQLError): string {
  return aboutVariable(error) ?? safeText(error.message);
}

/** `Variable "$input" got invalid value <value> at "input.amount"; <reason>` → `Variable "$input" at "input.amount": <reason>`. */
function aboutVariable(error: GraphQLError): string | null {
  const variable = /^Variable "\$(\w+)" got invalid value /.exec(error.message);
  if (!variable) return null;
  const reason = error.originalError?.message;
  const head =
    reason && error.message.endsWith(`; ${reason}`) ? error.message.slice(0, -reason.length - 2) : error.message;
  const place = / at "([\w.[\]]+)"$/.exec(head);
  return `Variable "$${variable[1]}"${place ? ` at "${place[1]}"` : ''}: ${reason ? safeText(reason) : 'invalid value'}`;
}

/** A sentence of graphql-js without the values it quotes and without guesses at names. */
export function safeText(message: string): string {
  return message
    .replace(/ Did you mean [\s\S]*\?$/, '')
    .replace(/(cannot represent .*?value)s?: [\s\S]*$/, '$1.')
    .replace(/^Value "[\s\S]*" does not exist in "(\w+)" enum\.?[\s\S]*$/, 'The value does not exist in "$1" enum.')
    .replace(/, found [\s\S]*?(?=; |\.$|$)/, '')
    .replace(/\b(String|BlockString|Int|Float) "[\s\S]*"/, '$1');
}
