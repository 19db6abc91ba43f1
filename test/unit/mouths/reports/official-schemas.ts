import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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

/** From a clone of the specification: FOREBEAR_SPDX_SPEC, or the folder of clones; null without one. */
function spdx3(): ValidateFunction | null {
  const template = process.env.FOREBEAR_MIRROR;
  const clone =
    process.env.FOREBEAR_SPDX_SPEC ?? template?.replace('{owner}', 'spdx').replace('{name}', 'spdx-spec');
  if (clone === undefined || !existsSync(clone)) return null;
  const options = { encoding: 'utf8', maxBuffer: 1 << 26 } as const;
  const text = execFileSync(
    'git',
    [`--git-dir=${clone}`, 'show', 'gh-pages:3.0.1/model/schema.json'],
    options,
  );
  return addFormats.default(new Ajv2020(loose)).compile(JSON.parse(text));
}

function report(): ValidateFunction {
  return new Ajv(loose).compile(read('docs/report.schema.json'));
}

const SCHEMAS = { sarif, cyclonedx, spdx, spdx3, json: report } as const;
const compiled = new Map<string, ValidateFunction | null>();

/** What a document breaks of the official schema of its format; null when that schema is not on this machine. */
export function schemaFaults(format: keyof typeof SCHEMAS, text: string): readonly string[] | null {
  if (!compiled.has(format)) compiled.set(format, SCHEMAS[format]());
  const validate = compiled.get(format);
  if (validate === null || validate === undefined) return null;
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(
    (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
}
