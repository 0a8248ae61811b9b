/** Marks of one style: filled, or stroked with round ends. Colours are the theme's, by their names in CSS. */
export interface ThumbnailPath {
  readonly d: string;
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly opacity: number;
}

/** The marks of a question's chart without words, computed by the build from the shipped data. */
export interface Thumbnail {
  readonly width: number;
  readonly height: number;
  readonly paths: readonly ThumbnailPath[];
}
