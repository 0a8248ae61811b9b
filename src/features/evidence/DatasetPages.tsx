import { createMemo, createResource, For, Show, type JSX } from 'solid-js';
import agreementYaml from '../../../data/recoding/agreement.yaml?raw';
import {
  descriptionIn,
  noDescription,
  referenceOf,
  titleIn,
  type TableDescription,
} from '../../domain/datasetDescription.ts';
import { valuesOf } from '../../domain/vocabulary.ts';
import { fetchDescription } from '../../engine/datasetDescription.ts';
import { formatNumber, language, t } from '../../i18n/i18n.ts';
import { readAgreement, type ColumnAgreement } from './agreement.ts';
import { term } from './readings.ts';

const effectRules = valuesOf('effect_rule');
const domains = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6'] as const;
const concerns = valuesOf('concern');

/** What is a figure, how its effect is computed, how its evidence is judged. */
export function Rules(): JSX.Element {
  return (
    <>
      <h3>{t('evidence.rules_coding')}</h3>
      <ul class="dataset-list">
        <For each={['figure', 'kind', 'qualifier', 'ambiguous', 'customer', 'once'] as const}>
          {(name) => <li>{t(`evidence.coding_${name}`)}</li>}
        </For>
      </ul>
      <h3>{t('evidence.rules_effect')}</h3>
      <p>{t('evidence.rules_effect_note')}</p>
      <dl class="evidence-facts">
        <For each={effectRules}>
          {(rule) => (
            <div class="evidence-fact">
              <dt>{rule}</dt>
              <dd>{t(`evidence.rule_${rule}`)}</dd>
            </div>
          )}
        </For>
      </dl>
      <h3>{t('evidence.rules_evidence')}</h3>
      <p>{t('evidence.rules_evidence_note')}</p>
      <div class="dataset-scroll" role="region" aria-label={t('evidence.rules_evidence')} tabindex="0">
        <table class="dataset-table">
          <thead>
            <tr>
              <th scope="col">{t('evidence.domain')}</th>
              <For each={concerns}>{(concern) => <th scope="col">{term('concern', concern)}</th>}</For>
            </tr>
          </thead>
          <tbody>
            <For each={domains}>
              {(domain) => (
                <tr>
                  <th scope="row">
                    {domain.toUpperCase()} {t(`evidence.${domain}`)}
                  </th>
                  <For each={concerns}>
                    {(concern) => (
                      <td>{never.has(`${domain}_${concern}`) ? '–' : t(`evidence.${domain}_${concern}`)}</td>
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Concerns that a domain's rule never gives. */
const never = new Set(['d1_no_information', 'd4_high', 'd5_high', 'd6_no_information']);

/** The data dictionary. */
export function Columns(): JSX.Element {
  const [description] = createResource(fetchDescription, { initialValue: noDescription });
  const tables = createMemo(() => [...description().tables.values(), ...description().views.values()]);
  return (
    <For each={tables()}>
      {(table) => (
        <details class="dataset-columns">
          <summary>
            <span class="mono">{table.name}</span> {titleIn(table, language())}
            <span class="muted"> · {descriptionIn(table, language())}</span>
          </summary>
          <ColumnTable table={table} />
        </details>
      )}
    </For>
  );
}

function ColumnTable(props: { readonly table: TableDescription }): JSX.Element {
  return (
    <div class="dataset-scroll" role="region" aria-label={props.table.name} tabindex="0">
      <table class="dataset-table">
        <tbody>
          <For each={props.table.schema.fields}>
            {(field) => (
              <tr>
                <th scope="row" class="mono">
                  {field.name}
                </th>
                <td>
                  {descriptionIn(field, language())}
                  <Show when={field.categories}>
                    {(categories) => (
                      <span class="muted">
                        {' '}
                        {categories()
                          .map((c) => `${c.value} (${language() === 'zh' ? c.label_zh : c.label})`)
                          .join(', ')}
                      </span>
                    )}
                  </Show>
                  <Show when={referenceOf(props.table, field.name)}>
                    {(reference) => <span class="mono muted"> → {reference()}</span>}
                  </Show>
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}

const agreement = readAgreement(agreementYaml);

/** How far two readings agree. */
export function Agreement(): JSX.Element {
  const percent = (share: number): string =>
    formatNumber(share, { style: 'percent', maximumFractionDigits: 1 });
  const table = (caption: string, columns: readonly ColumnAgreement[]): JSX.Element => (
    <table class="dataset-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('evidence.agreement_column')}</th>
          <th scope="col">n</th>
          <th scope="col">{t('evidence.agreement_share')}</th>
          <th scope="col">κ</th>
        </tr>
      </thead>
      <tbody>
        <For each={columns}>
          {(row) => (
            <tr>
              <th scope="row" class="mono">
                {row.column}
              </th>
              <td>{formatNumber(row.n)}</td>
              <td>{percent(row.agreement)}</td>
              <td>
                {row.kappa === null
                  ? '–'
                  : formatNumber(row.kappa, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
  return (
    <>
      <p>{t('evidence.agreement_note', { n: agreement.cases })}</p>
      <div class="dataset-pair">
        {table(t('evidence.agreement_cases'), agreement.caseColumns)}
        {table(t('evidence.agreement_figures'), agreement.figureColumns)}
      </div>
    </>
  );
}

/** What changed from version to version. */
export function Changes(): JSX.Element {
  const [description] = createResource(fetchDescription, { initialValue: noDescription });
  return (
    <>
      <p>{t('evidence.changes_note')}</p>
      <For each={description().changes}>
        {(entry) => (
          <section data-version={entry.version}>
            <h3>
              {entry.version} <span class="muted">{entry.date}</span>
            </h3>
            <ul class="dataset-list">
              <For each={entry.changes}>{(change) => <li>{change[language()]}</li>}</For>
            </ul>
          </section>
        )}
      </For>
    </>
  );
}
