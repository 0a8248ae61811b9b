import type { SourcesRow } from '../../domain/dataset.generated.ts';
import type { Value } from '../../domain/vocabulary.ts';

/** A document with what was coded of it. */
export interface DocumentCounts {
  readonly source: SourcesRow;
  readonly n_cases: number;
  readonly n_figures: number;
  readonly n_gains: number;
  readonly n_corrections: number;
}

export const documentsSql = `
SELECT s AS source,
  (SELECT count(*) FROM yardstick.cases AS c WHERE c.source_id = s.source_id)::INTEGER AS n_cases,
  (SELECT count(*) FROM yardstick.metrics AS m WHERE m.source_id = s.source_id)::INTEGER AS n_figures,
  (SELECT count(*) FROM yardstick.metrics AS m WHERE m.source_id = s.source_id AND m.kind = 'gain')::INTEGER AS n_gains,
  (SELECT count(*) FROM yardstick.corrections AS k WHERE k.source_id = s.source_id)::INTEGER AS n_corrections
FROM yardstick.sources AS s
ORDER BY s.published, s.source_id`;

export interface FlawCount {
  readonly source_id: string;
  readonly kind: Value<'correction_kind'>;
  readonly n: number;
}

export const flawsSql = `
SELECT source_id, kind, count(*)::INTEGER AS n FROM yardstick.corrections GROUP BY ALL ORDER BY source_id, kind`;
