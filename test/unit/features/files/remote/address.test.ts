import { describe, expect, test } from 'vitest';
import { readAddress } from '../../../../../src/features/files/remote/address.ts';

const kindOf = (text: string, protocol = 'http:'): string => {
  const read = readAddress(text, protocol);
  return read.ok ? read.value.origin : read.error.kind;
};

describe('an address', () => {
  test('names its host and its file', () => {
    expect(readAddress(' https://Data.Example.org:8443/a%20b/%E5%9F%8E.csv?x=1#y ', 'https:')).toEqual({
      ok: true,
      value: {
        url: 'https://data.example.org:8443/a%20b/%E5%9F%8E.csv?x=1',
        origin: 'https://data.example.org:8443',
        host: 'data.example.org:8443',
        fileName: '城.csv',
      },
    });
    expect(readAddress('https://example.org/', 'https:')).toMatchObject({
      value: { fileName: 'example.org' },
    });
    expect(readAddress('https://example.org/%E0', 'https:')).toMatchObject({ value: { fileName: '%E0' } });
  });

  test('that could widen a policy, or that no policy can name, is none', () => {
    for (const text of [
      ...[
        '',
        'data.csv',
        '//example.org/x',
        'ftp://example.org/x',
        'file:///x.csv',
        'data:text/csv,a',
        'blob:x',
      ],
      ...['https://me@example.org/', 'https://me:pw@example.org/', 'https://[::1]/x.csv', 'https://*/x.csv'],
      ...['https://a;script-src/', "https://'self'/x", 'https://a,b/x.csv', 'https://a_b$/x.csv'],
    ])
      expect(kindOf(text), text).toBe('remote_address');
  });

  test('a name in other scripts is shown as the network knows it', () => {
    expect(kindOf('https://аpple.com/x.csv')).toBe('https://xn--pple-43d.com');
  });

  test('http is refused to a page that came over https, unless it is this machine', () => {
    expect(kindOf('http://example.org/x.csv', 'https:')).toBe('remote_insecure');
    expect(kindOf('http://example.org/x.csv')).toBe('http://example.org');
    expect(kindOf('http://127.0.0.1:80/x.csv', 'https:')).toBe('http://127.0.0.1');
    expect(kindOf('http://localhost:81/x.csv', 'https:')).toBe('http://localhost:81');
  });
});
