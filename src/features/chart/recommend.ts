import type { Language } from '../../i18n/i18n.ts';
import type { ChartSpec } from '../../workspace/work.ts';
import { columnLabel } from './datasetColumns.ts';
import { rolesOf } from './columnRoles.ts';
import { rules, type RuleId } from './recommendRules.ts';
import { factsOf } from './recommendFacts.ts';
import type { ResultStatistics } from './statistics.ts';
import { wordsIn } from './words.ts';

export interface Recommendation {
  readonly id: RuleId;
  readonly name: string;
  /** Why, in one sentence. */
  readonly why: string;
  readonly spec: ChartSpec;
}

const alternatives = 4;

/**
 * A first chart for a result and up to three others, best first; none where the result has nothing to draw. The rules are in
 * `recommendRules.ts`: the first that fits is the first chart.
 */
export function recommend(statistics: ResultStatistics, language: Language): Recommendation[] {
  if (statistics.rows === 0) return [];
  const facts = factsOf(rolesOf(statistics, language), statistics.rows);
  const words = wordsIn(language);
  const found: Recommendation[] = [];
  for (const rule of rules) {
    const fit = rule.fit(facts);
    if (!fit || found.length >= alternatives) continue;
    const params = Object.fromEntries(
      Object.entries(fit.params).map(([k, name]) => [k, columnLabel(String(name), language)]),
    );
    found.push({
      id: rule.id,
      name: words(`chart_${rule.id}`),
      why: words(`why_${rule.id}`, params),
      spec: fit.spec,
    });
  }
  return found;
}
