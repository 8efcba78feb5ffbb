import { describe, expect, it } from 'vitest';
import { CONVERSATION_METRICS, formulaOf, metricsOf, unitOf } from '../../../src/domain/figures/figure.ts';
import { columnsOf, FIGURE_IDS, FIGURES, FIGURES_OF, figuresOfPart } from '../../../src/domain/figures/metrics.ts';
import { SPLITS } from '../../../src/domain/split.ts';

/** Metrics that Genesys stamps on the queue and on no agent: empty when an agent is asked for. */
const QUEUE_ONLY = ['nOffered', 'nOverSla', 'oServiceLevel', 'tAbandon', 'tAcd', 'tWait'];

describe('the catalogue of figures', () => {
  it.each(FIGURE_IDS)('says of %s what it means, how it is made and where Genesys says so', (id) => {
    const figure = FIGURES[id];
    expect(figure.meaning).toMatch(/^[A-Z].*\.$/);
    expect(figure.caveat ?? 'None.').toMatch(/^[A-Z].*\.$/);
    expect(figure.source).toContain('Genesys Cloud');
    expect(figure.short.length).toBeLessThanOrEqual(11);
    expect(figure.minimum).toBeGreaterThan(0);
    expect(formulaOf(figure.computation)).not.toBe('');
  });

  it('shows each of its figures to somebody: one that is shown nowhere is named here', () => {
    const shown = [...FIGURES_OF.agents, ...FIGURES_OF.queue];
    expect(FIGURE_IDS.filter((id) => !shown.includes(id))).toEqual([]);
  });

  it('asks Genesys for no metric that no figure is made of', () => {
    const used = FIGURE_IDS.flatMap((id) => metricsOf(FIGURES[id].computation));
    expect(CONVERSATION_METRICS.filter((metric) => !used.includes(metric))).toEqual([]);
  });

  it.each(SPLITS)('has by %s at most four columns, of figures that a row can have', (by) => {
    for (const scope of ['agents', 'queue'] as const) {
      const columns = columnsOf(scope, by);
      expect(columns.length).toBeLessThanOrEqual(4);
      expect(columns.length).toBeGreaterThan(2);
      expect(figuresOfPart(scope, by)).toEqual(expect.arrayContaining([...columns]));
    }
  });

  it('has for the agents of a queue the columns of agents', () => {
    expect(columnsOf('queue', 'agent')).toEqual(columnsOf('agents', 'day'));
  });

  it('has by wrap-up code what is counted when the code is known', () => {
    for (const scope of ['agents', 'queue'] as const) {
      expect(figuresOfPart(scope, 'wrapup')).toEqual(['handled', 'aht', 'acw', 'talk', 'hold', 'transferred']);
    }
  });

  it('asks for agents nothing that only a queue has', () => {
    const asked = FIGURES_OF.agents.flatMap((id) => metricsOf(FIGURES[id].computation));
    expect(asked.filter((metric) => QUEUE_ONLY.includes(metric))).toEqual([]);
  });

  it('divides the sum of handle times by their count, never an average of averages', () => {
    expect(formulaOf(FIGURES.aht.computation)).toBe('sum of tHandle ÷ count of tHandle');
  });

  it('takes talk and hold from the metrics that are stamped once a session', () => {
    expect(metricsOf(FIGURES.talk.computation)).toEqual(['tTalkComplete']);
    expect(metricsOf(FIGURES.hold.computation)).toEqual(['tHeldComplete']);
    expect(FIGURES.hold.label).toContain('per held conversation');
  });

  it('has occupancy and time on queue for agents only, in their units', () => {
    expect(formulaOf(FIGURES.occupancy.computation)).toBe(
      'sum of tAgentRoutingStatus INTERACTING ÷ sum of tAgentRoutingStatus INTERACTING, COMMUNICATING and IDLE',
    );
    expect(unitOf(FIGURES.occupancy.computation)).toBe('rate');
    expect(unitOf(FIGURES.onQueue.computation)).toBe('duration');
    expect(FIGURES_OF.queue).not.toContain('occupancy');
  });
});
