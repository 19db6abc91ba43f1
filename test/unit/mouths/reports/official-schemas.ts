import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const require = createRequire(import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const loose = { strict: false, allErrors: true, validateFormats: true, logger: false } as const;

/** Path of the validator of the SARIF SDK; the file may be absent on a system it is not built for. */
export const multitool: string = require('@microsoft/sarif-multitool');

function sarif(): ValidateFunction {
  return addFormats.default(new Ajv2020(loose)).compile(read(join(dirname(multitool), 'sarif-2.1.0.json')));
}

function cyclonedx(): ValidateFunction {
  const schemas = join(dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json')), 'res/schema');
  const ajv = addFormats.default(new Ajv(loose));
  ajv.addFormat('iri-reference', true);
  ajv.addFormat('idn-email', true);
  for (const name of ['jsf-0.82', 'spdx'])
    ajv.addSchema(
      read(join(schemas, `${name}.SNAPSHOT.schema.json`)),
      `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`,
    );
  return ajv.compile(read(join(schemas, 'bom-1.6.SNAPSHOT.schema.json')));
}

function spdx(): ValidateFunction {
  return addFormats.default(new Ajv2019(loose)).compile(read('test/schemas/spdx-2.3.schema.json'));
}

function spdx3(): ValidateFunction {
  return addFormats.default(new Ajv2020(loose)).compile(read('test/schemas/spdx-3.0.1/schema.json'));
}

function report(): ValidateFunction {
  return new Ajv(loose).compile(read('docs/report.schema.json'));
}

const SCHEMAS = { sarif, cyclonedx, spdx, spdx3, json: report } as const;
const compiled = new Map<string, ValidateFunction>();

/** What a document breaks of the official schema of its format. */
export function schemaFaults(format: keyof typeof SCHEMAS, text: string): readonly string[] {
  const validate = compiled.get(format) ?? SCHEMAS[format]();
  compiled.set(format, validate);
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(
    (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
}
