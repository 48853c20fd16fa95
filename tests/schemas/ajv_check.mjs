// SPDX-License-Identifier: Apache-2.0
// Reads [{schema, value, valid}] from standard input and tells where ajv, which editors use, thinks
// otherwise. The folder that holds node_modules is the first argument.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const load = createRequire(process.argv[2] + '/');
const Ajv = load('ajv/dist/2020').default;
const cases = JSON.parse(readFileSync(0, 'utf8'));
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictRequired: false, strictTypes: false });
const compiled = new Map();
let wrong = 0;
for (const { name, schema, value, valid } of cases) {
  if (!compiled.has(schema.$id)) compiled.set(schema.$id, ajv.compile(schema));
  const validate = compiled.get(schema.$id);
  if (validate(value) !== valid) {
    wrong += 1;
    console.log(`${name}: expected ${valid ? 'valid' : 'invalid'}: ${ajv.errorsText(validate.errors)}`);
  }
}
console.log(`${cases.length} documents, ${wrong} judged otherwise`);
process.exit(wrong === 0 && cases.length > 0 ? 0 : 1);
