import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import solid from 'eslint-plugin-solid/configs/typescript';
import globals from 'globals';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'public/',
      'node_modules/',
      'src/domain/dataset.generated.ts',
      'scripts/extensions/',
      'test/results/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strict],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  // A component is mostly markup: its length counts by the file.
  {
    files: ['**/*.tsx'],
    ...solid,
    rules: {
      ...solid.rules,
      'max-lines-per-function': 'off',
      // A heuristic that reports every function handed on; destructured props, the real trap, have a rule of their own.
      'solid/reactivity': 'off',
    },
  },
  {
    files: ['test/**', 'src/i18n/**'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  { files: ['scripts/**/*.mjs', '*.js', '*.cjs', 'test/**'], languageOptions: { globals: globals.node } },
  { files: ['src/**'], languageOptions: { globals: globals.browser } },
);
