import { app } from './en/app.ts';
import { catalog } from './en/catalog.ts';
import { chart } from './en/chart.ts';
import { common } from './en/common.ts';
import { editor } from './en/editor.ts';
import { errors } from './en/errors.ts';
import { evidence } from './en/evidence.ts';
import { files } from './en/files.ts';
import { gallery } from './en/gallery.ts';
import { grid } from './en/grid.ts';
import { help } from './en/help.ts';
import { saved } from './en/saved.ts';
import { settings } from './en/settings.ts';
import { share } from './en/share.ts';

/** All words on screen, by area. Each area is a file of its own, the same keys in both languages. */
export const en = {
  app,
  catalog,
  chart,
  common,
  editor,
  errors,
  evidence,
  files,
  gallery,
  grid,
  help,
  saved,
  settings,
  share,
};
