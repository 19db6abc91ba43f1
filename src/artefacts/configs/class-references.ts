import type { ClassReference } from './artefact-facts.ts';
import { isList, isObject, type Json, type JsonObject } from './json-shape.ts';

const CLASS_FIELDS = ['tokenizer_class', 'processor_class', 'image_processor_type', 'feature_extractor_type'];

/** Classes and modules that a configuration points at: `auto_map`, `*_class`, `architectures`. */
export function classReferences(root: JsonObject): readonly ClassReference[] {
  const found: ClassReference[] = [];
  const visit = (object: JsonObject, prefix: string, depth: number): void => {
    for (const [key, value] of Object.entries(object)) {
      const at = `${prefix}${key}`;
      if (key === 'auto_map' && isObject(value)) {
        for (const [role, target] of Object.entries(value)) add(found, `${at}.${role}`, target, true);
      } else if (CLASS_FIELDS.includes(key)) add(found, at, value, false);
      else if (key === 'architectures') add(found, at, value, false);
      else if (isObject(value) && depth < 4) visit(value, `${at}.`, depth + 1);
    }
  };
  visit(root, '', 0);
  return found.slice(0, 200);
}

function add(found: ClassReference[], at: string, target: Json, needsModule: boolean): void {
  for (const text of isList(target) ? target : [target]) {
    if (typeof text !== 'string' || text.length > 200) continue;
    // A reference may carry the repository it lives in: `owner/name--module.Class`.
    const local = text.split('--').at(-1) ?? '';
    const dot = local.lastIndexOf('.');
    if (dot > 0) found.push({ at, module: local.slice(0, dot), name: local.slice(dot + 1) });
    else if (!needsModule && local !== '') found.push({ at, module: '', name: local });
  }
}
