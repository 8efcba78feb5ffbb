/** A piece of what was typed behind a command, as Slack sends it with `should_escape`. */
export type Token =
  /** A word as it was typed. `ends`: a comma or the like behind it ends a list or a name. */
  | { readonly kind: 'word'; readonly text: string; readonly ends: boolean }
  | { readonly kind: 'quoted'; readonly text: string }
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'channel'; readonly channelId: string }
  | { readonly kind: 'email'; readonly email: string }
  /** A mention of a user group or of everybody, a link to a page. */
  | { readonly kind: 'other'; readonly what: 'user group' | 'whole channel' | 'link' }
  /** Quotes that were opened and not closed, with what stands behind them. */
  | { readonly kind: 'open-quote'; readonly rest: string };

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g;
const EMAIL = /^[^\s@<>()[\]]+@[^\s@<>()[\]]+\.[^\s@<>()[\]]+$/;

/** Sticky and without repetition inside repetition: the scan is linear in the text. */
const SPACE = /[\s,;()[\]{}\ufeff]+/y;
const ENTITY = /<([^<>]*)>/y;
const QUOTED = /"([^"]*)"/y;
/** Only around a whole name: the apostrophe of O’Neill is none. */
const SINGLE_QUOTED = /['\u2018\u201a\u201b]([^'\u2018\u2019\u201a\u201b]+)['\u2019](?=[\s,;?!.]|$)/y;
/** The semicolon of what Slack escapes belongs to it: `Ventas &amp; Co` has an ampersand in it. */
const WORD = /(?:&(?:lt|gt|amp);|[^\s,;()[\]{}"<\ufeff])+|</y;
/** `queue:` before a name; not the hours of 08:30. */
const KEY = /^(\p{L}+):(.*)$/su;
/** `top10` */
const RANKING = /^(top|bottom|best|worst)-?(\d{1,2})$/i;
/** The end of a sentence, behind a mention or a name in quotes. */
const FULL_STOP = /^[.\u2026]$/;
/** Of a mention in the middle of a sentence: `<@U1>'s`. */
const POSSESSIVE = /^['\u2019]s?$/i;

/**
 * Cuts text into words, names in quotes, mentions and addresses. Kinds of quotes, spaces and hyphens make no difference.
 *
 * @example tokensOf('queue:“Billing EU” <@U1|ana>') //=> word queue, quoted Billing EU, user U1
 */
export function tokensOf(text: string): readonly Token[] {
  const plain = text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    // A whole command that was pasted behind the command.
    .replace(/^\s*\/agent-[a-z]+(?=\s)/i, '')
    .replace(/[\u201c-\u201f\u00ab\u00bb\u2033\u2036\uff02\u300c-\u300f]/g, '"')
    .replace(/\u2039([^\u2039\u203a]*)\u203a/g, '"$1"')
    .replace(/[\u2010\u2011\u2212]/g, '-');
  const tokens: Token[] = [];
  for (let at = 0; at < plain.length; ) {
    const { length, found } = next(plain, at);
    at += length;
    tokens.push(...found);
  }
  return tokens;
}

interface Scanned {
  readonly length: number;
  readonly found: readonly Token[];
}

function next(text: string, at: number): Scanned {
  const [space] = matchAt(SPACE, text, at);
  if (space !== undefined) return { length: space.length, found: [] };
  const [entity, inside = ''] = matchAt(ENTITY, text, at);
  if (entity !== undefined) return { length: entity.length, found: entityTokens(inside) };
  const [quoted, name = ''] = matchAt(QUOTED, text, at, SINGLE_QUOTED);
  if (quoted !== undefined) return { length: quoted.length, found: nameTokens(name) };
  if (text[at] === '"') {
    const rest = decoded(text.slice(at + 1));
    return { length: text.length - at, found: [{ kind: 'open-quote', rest }] };
  }
  const [word = ''] = matchAt(WORD, text, at);
  return { length: word.length, found: wordTokens(word, /[,;]/.test(text[at + word.length] ?? '')) };
}

function matchAt(pattern: RegExp, text: string, at: number, other?: RegExp): readonly (string | undefined)[] {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match !== null) return match;
  return other === undefined ? [] : matchAt(other, text, at);
}

function wordTokens(typed: string, ends: boolean): readonly Token[] {
  const text = decoded(typed)
    .replace(/^[*_~`\u00bf\u00a1]+(?=[^*_~`])|[*_~`?!:]+$/gu, '')
    .replace(/(?<=\p{L})\.+$/u, '');
  if (text === '' || POSSESSIVE.test(text) || FULL_STOP.test(text)) return [];
  if (EMAIL.test(text)) return [{ kind: 'email', email: text }];
  const [, top, count = ''] = RANKING.exec(text) ?? [];
  if (top !== undefined) return [{ kind: 'word', text: top, ends: false }, ...wordTokens(count, ends)];
  const [, key, value = ''] = KEY.exec(text) ?? [];
  if (key === undefined) return [{ kind: 'word', text, ends }];
  const word = { kind: 'word', text: key, ends: false } as const;
  return value === '' ? [word] : [word, ...wordTokens(value, ends)];
}

/** A mention or an address inside quotes is that, and no name. */
function nameTokens(quoted: string): readonly Token[] {
  const text = decoded(quoted).replace(/\s+/g, ' ').trim();
  const [entity, inside = ''] = /^<([^<>]*)>$/.exec(quoted.trim()) ?? [];
  if (entity !== undefined) return entityTokens(inside);
  if (EMAIL.test(text)) return [{ kind: 'email', email: text }];
  return text === '' ? [] : [{ kind: 'quoted', text }];
}

function entityTokens(inside: string): readonly Token[] {
  const [target = '', shown = ''] = inside.split('|');
  if (/^@[UW][A-Z0-9]+$/.test(target)) return [{ kind: 'user', userId: target.slice(1) }];
  if (/^#[CGD][A-Z0-9]+$/.test(target)) return [{ kind: 'channel', channelId: target.slice(1) }];
  const email = decoded(target.slice('mailto:'.length));
  if (target.startsWith('mailto:') && EMAIL.test(email)) return [{ kind: 'email', email }];
  // A name with a dot in it, of which Slack made a link.
  if (/^https?:\/\//.test(target) && target.replace(/^https?:\/\/|\/$/g, '') === shown) return wordTokens(shown, false);
  if (target.startsWith('!subteam^')) return [{ kind: 'other', what: 'user group' }];
  return [{ kind: 'other', what: target.startsWith('!') ? 'whole channel' : 'link' }];
}

/** Slack escapes these three and no others. */
export function decoded(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
