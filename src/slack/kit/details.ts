import type { Card, Part } from './card.ts';
import { type Line, lineOf, say, strong, type Word } from './say.ts';
import { wholeLines } from './text.ts';

/** What is one press away from an answer, under "Details". */
export interface Details {
  /** Of what: `Billing EU, last week`. */
  readonly about: Word;
  /** The answer that it is about, told whole, as text; the last of its notes is its source, which is told in full. */
  readonly answer: Card;
  /** What is not in the answer itself. */
  readonly more?: readonly Line[] | undefined;
  /** Of exactly the words and figures that the answer shows, a line each. */
  readonly meanings: readonly Line[];
  /** Which API, for which time to the minute, compared with what, how fresh; a line each. */
  readonly source: readonly Line[];
}

/** The whole answer as text, what its words mean and where it comes from. */
export function detailsCard({ about, answer, more = [], meanings, source }: Details): Card {
  const notes = answer.notes?.slice(0, -1) ?? [];
  return {
    head: [say`${strong(say`Details: ${about}`)}`],
    body: [
      ...paragraph('The answer', [...wholeLines({ ...answer, notes: [] }), ...more, ...notes]),
      ...paragraph('What the words mean', meanings),
      ...paragraph('Where it comes from', source),
    ],
  };
}

function paragraph(title: string, lines: readonly Line[]): readonly Part[] {
  return lines.length === 0 ? [] : [{ kind: 'lines', lines: [strong(lineOf(title)), ...lines] }];
}
