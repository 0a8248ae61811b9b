import { describe, expect, it } from 'vitest';
import { safeName, tableName } from '../../../../src/features/files/tableName.ts';
import { identifierText } from '../../../../src/sql/identifierText.ts';

describe('a table’s name from a file’s name', () => {
  it.each([
    ['sales.csv', 'sales'],
    ['Sales 2024 (final).csv', 'sales_2024_final'],
    ['2024.parquet', 't_2024'],
    ['试点 数据.xlsx', '试点_数据'],
    ['データ.csv', 'データ'],
    ['naïve.csv', 'naïve'],
    ['archive.csv.gz', 'archive'],
    ['v1.2 results.csv', 'v1_2_results'],
    ['select.csv', 'select_file'],
    ['main.csv', 'main_file'],
    ['.csv', 'csv'],
    ['"; DROP TABLE x; --.csv', 'drop_table_x'],
    ['😀.csv', 'csv'],
  ])('%s → %s', (fileName, table) => {
    expect(tableName(fileName, [])).toBe(table);
    expect(identifierText(table)).toBe(table);
  });

  it('is unlike any other, however capitalised', () => {
    expect(tableName('metrics.csv', ['Metrics'])).toBe('metrics_2');
    expect(tableName('metrics.csv', ['metrics', 'METRICS_2'])).toBe('metrics_3');
  });

  it('typed by hand is made safe, or refused', () => {
    expect(safeName(' My Table ')).toBe('my_table');
    expect(safeName('!!!')).toBeNull();
  });
});
