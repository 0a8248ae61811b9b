import { createResource, createSignal, For, Show, untrack, type JSX } from 'solid-js';
import type { AppError } from '../../domain/appError.ts';
import { t } from '../../i18n/i18n.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import type { FileLibrary } from './fileLibrary.ts';
import { errorText } from './fileWords.ts';
import type { OwnFile } from './ownFile.ts';
import {
  gainsParts,
  guessMapping,
  isMapped,
  ownGainsSelect,
  type GainsMapping,
  type Source,
} from './ownGains.ts';
import { PreviewTable } from './PreviewTable.tsx';

export interface GainsDialogProps {
  readonly file: OwnFile;
  library(): Promise<FileLibrary>;
  onClose(): void;
}

type Part = (typeof gainsParts)[number];

/** What can be said of every row at once. */
const constants: Partial<Record<Part, readonly string[]>> = {
  dimension: ['time', 'labour', 'cost', 'throughput', 'quality', 'error', 'revenue', 'satisfaction', 'risk'],
  better: ['more', 'less'],
  unit: ['percent', 'times'],
  direction: ['increase', 'decrease'],
};

const shown =
  'label_en, industry_en, measure_en, figure_text, round(improvement_factor, 3) AS improvement_factor, round(lnrr, 4) AS lnrr, effect_rule, effect_blocked_by';

const valueOf = (source: Source | null): string =>
  source === null ? '' : 'column' in source ? `c:${source.column}` : `k:${source.constant}`;

const sourceOf = (value: string): Source | null => {
  if (value === '') return null;
  return value.startsWith('c:') ? { column: value.slice(2) } : { constant: value.slice(2) };
};

/** Says which columns are what; the rows as they would stand among the published gains are shown at once. */
export function GainsDialog(props: GainsDialogProps): JSX.Element {
  const names = (): string[] => props.file.columns.map((c) => c.name);
  const [mapping, setMapping] = createSignal<GainsMapping>(
    untrack(() => props.file.options.gains ?? guessMapping(names())),
  );
  const [failed, setFailed] = createSignal<AppError | null>(null);
  const [preview] = createResource(
    () => ({ opening: props.library(), file: props.file, mapping: mapping() }),
    async (wanted) => {
      if (!isMapped(wanted.mapping)) return null;
      const library = await wanted.opening;
      return library.previewGains(
        ownGainsSelect(wanted.file.table, wanted.file.fileName, wanted.mapping),
        shown,
      );
    },
    { initialValue: null },
  );
  const rows = (): Extract<NonNullable<typeof preview.latest>, { ok: true }>['value'] | null => {
    const made = preview.latest;
    return made?.ok === true ? made.value : null;
  };
  const error = (): AppError | null => {
    const made = preview.latest;
    return failed() ?? (made && !made.ok ? made.error : null);
  };
  const save = async (next: GainsMapping | null): Promise<void> => {
    const library = await props.library();
    const saved = await library.mapGains(props.file.id, next);
    if (saved.ok) props.onClose();
    else setFailed(saved.error);
  };
  return (
    <Dialog
      open
      wide
      title={t('files.gains_title', { name: props.file.table })}
      closeLabel={t('common.close')}
      onClose={() => props.onClose()}
      actions={
        <>
          <Show when={props.file.options.gains}>
            <button type="button" class="button" onClick={() => void save(null)}>
              {t('files.gains_forget')}
            </button>
          </Show>
          <button type="button" class="button" data-look="outline" onClick={() => props.onClose()}>
            {t('common.cancel')}
          </button>
          <button
            type="button"
            class="button"
            data-look="primary"
            data-testid="files-apply"
            disabled={!isMapped(mapping())}
            onClick={() => void save(mapping())}
          >
            {t('files.apply')}
          </button>
        </>
      }
    >
      <div class="files-options" data-testid="files-gains">
        <p class="muted">{t('files.gains_hint')}</p>
        <div class="files-fields">
          <For each={gainsParts}>
            {(part) => (
              <label>
                <span>{t(`files.part_${part}`)}</span>
                <select
                  class="field"
                  data-field={part}
                  onChange={(event) =>
                    setMapping({ ...mapping(), [part]: sourceOf(event.currentTarget.value) })
                  }
                >
                  <option value="" selected={mapping()[part] === null}>
                    {t('files.part_none')}
                  </option>
                  <For each={constants[part] ?? []}>
                    {(word) => (
                      <option value={`k:${word}`} selected={valueOf(mapping()[part]) === `k:${word}`}>
                        {t('files.part_constant', { value: t(`files.word_${word}` as 'files.word_more') })}
                      </option>
                    )}
                  </For>
                  <For each={names()}>
                    {(name) => (
                      <option value={`c:${name}`} selected={valueOf(mapping()[part]) === `c:${name}`}>
                        {name}
                      </option>
                    )}
                  </For>
                </select>
              </label>
            )}
          </For>
        </div>
        <Show when={!isMapped(mapping())}>
          <p class="notice">{t('files.gains_missing')}</p>
        </Show>
        <Show when={error()}>
          {(shownError) => (
            <div class="notice" data-tone="bad" role="alert">
              <p>{errorText(shownError())}</p>
              <p class="mono files-small files-detail">{shownError().message}</p>
            </div>
          )}
        </Show>
        <Show when={rows()}>{(made) => <PreviewTable rows={made()} label={t('files.preview_of')} />}</Show>
      </div>
    </Dialog>
  );
}
