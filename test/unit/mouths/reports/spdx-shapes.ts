import { readFileSync } from 'node:fs';
import jsonld from 'jsonld';
import { Parser, Store } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';

const FOLDER = 'test/schemas/spdx-3.0.1';
const CONTEXT = 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld';
/** Shapes aim at the classes they are; that a class of OWL is one of RDF Schema has to be said to the validator. */
const CLASSES =
  '<http://www.w3.org/2002/07/owl#Class> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <http://www.w3.org/2000/01/rdf-schema#Class> .';
let shapes: Store | null = null;

/** The only address that a document may have read; anything else would be fetched. */
function context(url: string) {
  if (url !== CONTEXT) throw new Error(`An SPDX document names another context: ${url}`);
  const document = JSON.parse(readFileSync(`${FOLDER}/spdx-context.jsonld`, 'utf8'));
  return Promise.resolve({ documentUrl: url, document });
}

/** What a document in JSON-LD breaks of the shapes (SHACL) in the model of SPDX 3.0.1. */
export async function shapeFaults(text: string): Promise<readonly string[]> {
  shapes ??= new Store(
    new Parser().parse(`${readFileSync(`${FOLDER}/spdx-model.ttl`, 'utf8')}\n${CLASSES}\n`),
  );
  const quads = await jsonld.toRDF(JSON.parse(text), {
    format: 'application/n-quads',
    documentLoader: context,
  });
  if (typeof quads !== 'string') throw new Error('jsonld gave no text.');
  // Classes of the model are needed beside the data: a Package is an Element by what the model says.
  const all = new Store([...new Parser({ format: 'N-Quads' }).parse(quads), ...shapes]);
  const { results } = await new SHACLValidator(shapes).validate(all);
  return results.map(
    (one) => `${one.focusNode?.value} ${one.path?.value} ${one.message.map((part) => part.value).join('; ')}`,
  );
}
