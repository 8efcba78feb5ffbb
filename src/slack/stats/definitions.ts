import { type Figure, formulaOf, type Scope } from '../../domain/figures/figure.ts';
import { FIGURES, FIGURES_OF } from '../../domain/figures/metrics.ts';
import { inParts } from '../kit/lines.ts';
import type { Message } from '../kit/message.ts';
import { section } from '../kit/paragraphs.ts';

/** What the figures of an answer mean, how they are made, and where Genesys says so: the catalogue, as it is. */
export function definitionsMessage(scope: Scope): Message {
  const figures = FIGURES_OF[scope].map((id) => FIGURES[id]);
  const whose = scope === 'queue' ? 'a queue' : 'agents';
  const sources = `Sources: ${[...new Set(figures.map(({ source }) => source))].join('; ')}.`;
  return {
    text: [`What the figures of ${whose} mean`, ...figures.map((figure) => define(figure, figure.label)), sources].join(
      '\n',
    ),
    blocks: [
      section(`*What the figures of ${whose} mean*`),
      ...inParts(figures.map((figure) => define(figure, `*${figure.label}*`))).map(section),
      { type: 'context', elements: [{ type: 'mrkdwn', text: sources, verbatim: true }] },
    ],
  };
}

function define({ meaning, computation, caveat }: Figure, label: string): string {
  return [`${label}: ${meaning}`, `Formula: ${formulaOf(computation)}.`, caveat]
    .filter((part) => part !== undefined)
    .join(' ');
}
