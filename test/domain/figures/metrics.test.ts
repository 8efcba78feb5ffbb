import { describe, expect, it } from 'vitest';
import { FIGURE_IDS, formulaOf, metricsOf, unitOf } from '../../../src/domain/figures/figure.ts';
import { FIGURES, FIGURES_OF } from '../../../src/domain/figures/metrics.ts';
import { CONVERSATION_METRICS } from '../../../src/domain/figures/stats-query.ts';

/** Metrics that Genesys stamps on the queue and on no agent: empty when an agent is asked for. */
const QUEUE_ONLY = ['nOffered', 'nOverSla', 'oServiceLevel', 'tAbandon', 'tAcd', 'tWait'];

describe('the catalogue of figures', () => {
  it.each(FIGURE_IDS)('says of %s what it means, how it is made and where Genesys says so', (id) => {
    const figure = FIGURES[id];
    expect(figure.id).toBe(id);
    expect(figure.meaning).toMatch(/^[A-Z].*\.$/);
    expect(figure.caveat ?? 'None.').toMatch(/^[A-Z].*\.$/);
    expect(figure.source).toContain('Genesys Cloud');
    expect(figure.short.length).toBeLessThanOrEqual(13);
    expect(figure.minimum).toBeGreaterThan(0);
    expect(formulaOf(figure.computation)).not.toBe('');
  });

  it.each(['agents', 'queue'] as const)('lists for %s each of its figures once', (scope) => {
    const expected = FIGURE_IDS.filter((id) => FIGURES[id].scopes.includes(scope));
    expect([...FIGURES_OF[scope]].sort()).toEqual([...expected].sort());
  });

  it('asks for agents nothing that only a queue has', () => {
    const asked = FIGURES_OF.agents.flatMap((id) => metricsOf(FIGURES[id].computation));
    expect(asked.filter((metric) => QUEUE_ONLY.includes(metric))).toEqual([]);
  });

  it('uses only the metrics that the product reads', () => {
    for (const id of FIGURE_IDS) {
      for (const metric of metricsOf(FIGURES[id].computation)) expect(CONVERSATION_METRICS).toContain(metric);
    }
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
