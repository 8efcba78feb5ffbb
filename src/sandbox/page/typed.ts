/**
 * What a person typed, as Slack sends it: their own signs escaped, and those whom they picked from the menu as ids.
 *
 * @param mentions id by the words that the menu put into the text
 * @example asSlackSends('last week @Ana López', new Map([['@Ana López', 'U0ANA']])) //=> 'last week <@U0ANA>'
 * @example asSlackSends('@ana & co', new Map()) //=> '@ana &amp; co'
 */
export function asSlackSends(typed: string, mentions: ReadonlyMap<string, string>): string {
  // The longest first, so that "@Ana López" is not taken for "@Ana" and a rest.
  const picked = [...mentions.keys()].filter(Boolean).sort((one, other) => other.length - one.length);
  let parts: readonly string[] = [typed];
  for (const mention of picked) {
    parts = parts.flatMap((part) =>
      mentions.has(part)
        ? [part]
        : part.split(mention).flatMap((rest, index) => (index === 0 ? [rest] : [mention, rest])),
    );
  }
  return parts.map((part) => token(mentions.get(part), part) ?? escaped(part)).join('');
}

function token(id: string | undefined, words: string): string | undefined {
  if (id === undefined) return undefined;
  return id.startsWith('C') ? `<#${id}|${words.slice(1)}>` : `<@${id}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
