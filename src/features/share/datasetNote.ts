import { t } from '../../i18n/i18n.ts';
import type { DatasetStamp } from '../../workspace/work.ts';

/** How the dataset of an incoming work relates to the one here, in words. */
export function datasetNote(
  theirs: DatasetStamp,
  here: DatasetStamp,
): { readonly same: boolean; readonly text: string } {
  if (theirs.version === '') return { same: false, text: t('share.dataset_unknown') };
  if (theirs.version !== here.version) {
    return { same: false, text: t('share.dataset_other', { theirs: theirs.version, here: here.version }) };
  }
  if (theirs.hash !== here.hash)
    return { same: false, text: t('share.dataset_content', { version: theirs.version }) };
  return { same: true, text: t('share.dataset_same', { version: theirs.version }) };
}
