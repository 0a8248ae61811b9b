import type { ColumnType, Value } from '../../domain/columnType.ts';
import { decimalText } from '../../domain/values/numberText.ts';

/** What the footer says of a selection. Sums of integers and decimals are exact. */
export interface SelectionStats {
  readonly cells: number;
  readonly values: number;
  readonly numbers: number;
  readonly sum: string | null;
  readonly mean: number | null;
}

/** Adds up values one by one. */
export interface StatsSum {
  add(type: ColumnType, value: Value): void;
  result(): SelectionStats;
}

const powerOfTen = (n: number): bigint => 10n ** BigInt(n);

export function createStatsSum(): StatsSum {
  let cells = 0;
  let values = 0;
  let numbers = 0;
  let float: number | null = null;
  let exact = 0n;
  let scale = 0;
  const addExact = (value: bigint, digits: number): void => {
    if (digits > scale) {
      exact *= powerOfTen(digits - scale);
      scale = digits;
    }
    exact += value * powerOfTen(scale - digits);
  };
  return {
    add: (type, value) => {
      cells++;
      if (value === null) return;
      values++;
      if (type.kind === 'float') float = (float ?? 0) + (value as number);
      else if (type.kind === 'decimal') addExact(value as bigint, type.scale);
      else if (type.kind === 'integer' || type.kind === 'bignum')
        addExact(BigInt(value as bigint | number), 0);
      else return;
      numbers++;
    },
    result: () => {
      const exactText = decimalText(exact, scale);
      const total = Number(exactText) + (float ?? 0);
      return {
        cells,
        values,
        numbers,
        sum: numbers === 0 ? null : float === null ? exactText : String(Number(total.toPrecision(12))),
        mean: numbers === 0 ? null : total / numbers,
      };
    },
  };
}
