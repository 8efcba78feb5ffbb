import { formulaOf } from '../../domain/figures/figure.ts';
import { FIGURES, FIGURES_OF, type FigureId, isFigureId } from '../../domain/figures/metrics.ts';
import type { Part } from '../kit/card.ts';
import type { Message } from '../kit/message.ts';
import { render } from '../kit/render.ts';
import { code, type Line, say, strong } from '../kit/say.ts';

/**
 * What figures mean, how they are made, and where Genesys says so: the catalogue, as it is.
 *
 * @param value ids of figures behind a button, or whose figures a button of an earlier release is about
 */
export function definitionsMessage(value: string): Message {
  return render({ head: [strong('What these figures mean')], body: definitionParts(figuresNamed(value)) });
}

/** The value of the button that asks for them. */
export function namedFigures(figures: readonly FigureId[]): string {
  return figures.join(',');
}

function figuresNamed(value: string): readonly FigureId[] {
  if (value === 'queue' || value === 'agents') return FIGURES_OF[value];
  const named = value.split(',').filter(isFigureId);
  return named.length > 0 ? named : FIGURES_OF.agents;
}

export function definitionParts(figures: readonly FigureId[]): readonly Part[] {
  const sources = [...new Set(figures.map((id) => FIGURES[id].source))].join('; ');
  return [
    { kind: 'lines', lines: figures.map(define) },
    { kind: 'small', lines: [say`Sources: ${sources}.`] },
  ];
}

function define(id: FigureId): Line {
  const { label, meaning, computation, caveat } = FIGURES[id];
  return say`${strong(label)}: ${meaning} Formula: ${code(formulaOf(computation))}.${caveat === undefined ? '' : ` ${caveat}`}`;
}
