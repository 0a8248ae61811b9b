/** A row of the look-up `units`, as far as arithmetic needs it. */
export interface Unit {
  readonly id: string;
  /** Units convert into one another within a dimension only. */
  readonly dimension: string;
  /** How many of the dimension's base unit one of this unit is; null where it does not convert. */
  readonly factor: number | null;
}

/** The amount in the base unit of its dimension (seconds, bytes, a plain ratio …), or null where it does not convert. */
export function toBase(value: number, unit: Unit): number | null {
  return unit.factor === null ? null : value * unit.factor;
}

/** Whether an amount in one unit can be written in the other. */
export function convertible(from: Unit, to: Unit): boolean {
  return from.id === to.id || (from.dimension === to.dimension && from.factor !== null && to.factor !== null);
}

/** The amount written in another unit of the same dimension, or null where the two do not convert. */
export function convert(value: number, from: Unit, to: Unit): number | null {
  if (from.id === to.id) return value;
  if (!convertible(from, to) || from.factor === null || to.factor === null) return null;
  return (value * from.factor) / to.factor;
}

/**
 * The amount as a plain proportion (80 percent → 0.8), or null where the unit is no part of a whole. A level given in
 * percentage points is a level in percent: sources write "up 5 points to 85" with one unit for both.
 */
export function toProportion(value: number, unit: Unit): number | null {
  if (unit.dimension === 'percentage_point') return value / 100;
  return unit.dimension === 'ratio' ? toBase(value, unit) : null;
}
