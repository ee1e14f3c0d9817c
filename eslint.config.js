// Lint of every script of ours; `make check` counts warnings as errors.
import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import globals from "globals";

/** @type {NonNullable<import("eslint").Linter.Config["rules"]>} */
const house = {
  "consistent-return": "error",
  "curly": ["error", "multi-line"],
  "default-case-last": "error",
  "eqeqeq": "error",
  "func-style": ["error", "declaration", { allowArrowFunctions: true }],
  "max-lines": ["error", 300],
  "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
  "no-console": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-restricted-properties": [
    "error",
    ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({
      property,
      message: "records are hostile: build nodes and set textContent",
    })),
  ],
  "no-restricted-syntax": [
    "error",
    {
      selector: "CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]",
      message: "records are hostile: build nodes and set textContent",
    },
  ],
  "no-script-url": "error",
  "no-shadow": "error",
  "no-unused-vars": ["error", { caughtErrors: "all" }],
  "no-use-before-define": ["error", { functions: false }],
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "prefer-template": "error",
};

export default defineConfig([
  // docs/ and site/ hold what was generated, cases/ what tests feed
  globalIgnores([".venv/", "build/", "dist/", "docs/", "site/", "**/cases/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  { rules: house },
  {
    files: ["generator/papercat/**/*.js"],
    languageOptions: { globals: { ...globals.browser, ...globals.worker, document$: "readonly" } },
  },
  {
    files: ["*.js", ".ci/*.js", "tests/**/*.js", "bench/**/*.mjs"],
    languageOptions: { globals: globals.node },
    rules: { "no-console": "off", "max-lines-per-function": "off" },
  },
]);
