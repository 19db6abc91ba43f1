import { type CommonFacts, type CommonLineage, commonFacts } from '../../artefacts/configs/common-facts.ts';
import type { Json } from '../../artefacts/configs/json-shape.ts';
import { type KnownModels, knownModels } from '../../artefacts/models/known-models.ts';
import { readModelRows } from '../../artefacts/models/model-row.ts';
import { readAsset } from '../assets.ts';

let opened: KnownModels | null = null;
let common: CommonFacts | null = null;

/** The published models that come with the tool, read when a configuration first asks for them. */
export function builtInModels(): KnownModels {
  opened ??= knownModels(readModelRows(parsed('configurations.json') as Json));
  return opened;
}

/** Tokenizers and settings that many projects use, derived when the tool was built. */
export function builtInCommon(): CommonFacts {
  common ??= commonFacts(parsed('common-facts.json') as readonly CommonLineage[]);
  return common;
}

function parsed(name: string): unknown {
  return JSON.parse(new TextDecoder().decode(readAsset(name)));
}
