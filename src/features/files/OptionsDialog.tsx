import { createResource, createSignal, For, onCleanup, Show, untrack, type JSX } from 'solid-js';
import type { AppError, Result } from '../../domain/appError.ts';
import { t } from '../../i18n/i18n.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { CsvFields } from './CsvFields.tsx';
import type { CsvOptions } from './csvSql.ts';
import { PreviewTable } from './PreviewTable.tsx';
import type { FileLibrary } from './fileLibrary.ts';
import { errorText } from './fileWords.ts';
import { promisedFormat } from './formats.ts';
import type { FileOptions, FileProblem, OwnFile } from './ownFile.ts';
import { previewCsv, previewSheet, type CsvPreview, type SheetPreview } from './preview.ts';
import { SheetFields } from './SheetFields.tsx';
import { closeWorkbook } from './workbookReader.ts';

export interface OptionsDialogProps {
  /** The table to read in another way, or the problem of a file that could not be read. */
  readonly file: OwnFile | null;
  readonly problem: FileProblem | null;
  library(): Promise<FileLibrary>;
  onClose(): void;
}

type Preview =
  | { readonly kind: 'csv'; readonly result: Result<CsvPreview> }
  | { readonly kind: 'sheet'; readonly result: Result<SheetPreview> };

const types = ['VARCHAR', 'BIGINT', 'DOUBLE', 'DECIMAL(18,3)', 'BOOLEAN', 'DATE', 'TIMESTAMP', 'TIME'];

async function preview(
  library: FileLibrary,
  id: string,
  isSheet: boolean,
  options: FileOptions,
): Promise<Preview | null> {
  const file = library.fileOf(id);
  if (!file) return null;
  if (isSheet) return { kind: 'sheet', result: await previewSheet(file, options.sheet ?? {}) };
  const result = await library.passing((context) => previewCsv(file, options.csv ?? {}, context));
  return { kind: 'csv', result };
}

/** How a text or a workbook is read: each change shows its first rows at once. */
export function OptionsDialog(props: OptionsDialogProps): JSX.Element {
  const given = (): FileOptions => props.file?.options ?? props.problem?.options ?? {};
  // What is set at the opening is the start; from then on the dialog has its own.
  const [options, setOptions] = createSignal<FileOptions>(untrack(given));
  const [failed, setFailed] = createSignal<AppError | null>(null);
  const [busy, setBusy] = createSignal(false);
  onCleanup(closeWorkbook);
  const id = (): string => props.file?.id ?? props.problem?.id ?? '';
  const name = (): string => props.file?.fileName ?? props.problem?.fileName ?? '';
  const isSheet = (): boolean =>
    (props.file?.format ?? props.problem?.options.as ?? promisedFormat(name())) === 'xlsx';
  const [shown] = createResource(
    () => ({ options: options(), opening: props.library(), id: id(), sheet: isSheet() }),
    async (wanted) => preview(await wanted.opening, wanted.id, wanted.sheet, wanted.options),
    { initialValue: null },
  );
  const csv = (): CsvPreview | null => {
    const made = shown.latest;
    return made?.kind === 'csv' && made.result.ok ? made.result.value : null;
  };
  const sheet = (): SheetPreview | null => {
    const made = shown.latest;
    return made?.kind === 'sheet' && made.result.ok ? made.result.value : null;
  };
  const error = (): AppError | null => {
    const made = shown.latest;
    return failed() ?? (made && !made.result.ok ? made.result.error : null);
  };
  const setCsv = (patch: CsvOptions): void => {
    setFailed(null);
    setOptions((o) => ({ ...o, csv: JSON.parse(JSON.stringify({ ...o.csv, ...patch })) as CsvOptions }));
  };
  const setType = (column: string, type: string): void => {
    setCsv({ types: { ...options().csv?.types, [column]: type } });
  };
  const apply = async (): Promise<void> => {
    setBusy(true);
    const library = await props.library();
    const file = props.file;
    const problem = props.problem;
    const result = file
      ? await library.setOptions(file.id, options())
      : problem && (await library.retry(problem, options()));
    setBusy(false);
    if (result?.ok === false && file) setFailed(result.error);
    else props.onClose();
  };

  return (
    <Dialog
      open
      wide
      title={t('files.options_title', { name: name() })}
      closeLabel={t('common.close')}
      onClose={() => props.onClose()}
      actions={
        <>
          <button type="button" class="button" data-look="outline" onClick={() => props.onClose()}>
            {t('common.cancel')}
          </button>
          <button
            type="button"
            class="button"
            data-look="primary"
            data-testid="files-apply"
            disabled={busy()}
            onClick={() => void apply()}
          >
            {t('files.apply')}
          </button>
        </>
      }
    >
      <div class="files-options" data-testid="files-options">
        <Show when={!isSheet()}>
          <CsvFields
            options={options().csv ?? {}}
            layout={csv()?.layout ?? null}
            encoding={csv()?.encoding ?? null}
            onChange={setCsv}
          />
        </Show>
        <Show when={sheet()}>
          {(found) => (
            <SheetFields
              options={options().sheet ?? {}}
              found={found()}
              onChange={(chosen) => setOptions({ ...options(), sheet: chosen })}
            />
          )}
        </Show>
        <Show when={error()}>
          {(shownError) => (
            <div class="notice" data-tone="bad" role="alert" data-testid="files-options-error">
              <p>{errorText(shownError())}</p>
              <p class="mono files-small files-detail">{shownError().message}</p>
            </div>
          )}
        </Show>
        <Show when={csv()}>
          {(made) => (
            <PreviewTable
              rows={made().rows}
              label={t('files.preview_of')}
              header={(column, i) => (
                <select
                  class="files-type"
                  aria-label={t('files.type_of', { name: column })}
                  disabled={options().csv?.allText === true}
                  onChange={(event) => setType(column, event.currentTarget.value)}
                >
                  <For each={typeChoices(made(), options().csv ?? {}, i)}>
                    {(type) => (
                      <option value={type} selected={type === typeOf(made(), options().csv ?? {}, i)}>
                        {type}
                      </option>
                    )}
                  </For>
                </select>
              )}
            />
          )}
        </Show>
        <Show when={sheet()}>
          {(made) => <PreviewTable rows={made().preview} label={t('files.preview_of')} />}
        </Show>
      </div>
    </Dialog>
  );
}

function typeOf(made: CsvPreview, options: CsvOptions, column: number): string {
  const found = made.layout.columns[column];
  if (!found || options.allText === true) return 'VARCHAR';
  return options.types?.[found.name] ?? found.type;
}

const typeChoices = (made: CsvPreview, options: CsvOptions, column: number): string[] => [
  ...new Set([made.layout.columns[column]?.type ?? 'VARCHAR', typeOf(made, options, column), ...types]),
];
