import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import { configs } from 'typescript-eslint';

export default defineConfig(
    { ignores: ['dist', 'src/api/schema.d.ts'] },
    {
        files: ['src/**/*.{ts,tsx}'],
        extends: [configs.recommended, a11y.flatConfigs.recommended],
        plugins: { 'react-hooks': hooks },
        rules: {
            '@typescript-eslint/no-explicit-any': 'error',
            '@typescript-eslint/no-non-null-assertion': 'error',
            'no-console': 'error',
            // What scrolls must be reached by the keyboard.
            'jsx-a11y/no-noninteractive-tabindex': 'off',
            'react-hooks/rules-of-hooks': 'error',
            'react-hooks/exhaustive-deps': 'error',
        },
    },
);
