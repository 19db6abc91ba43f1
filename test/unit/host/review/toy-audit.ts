import { createHash } from 'node:crypto';
import { findGitDir, openGitTree } from '../../../../src/host/files/git-tree.ts';
import type { AuditRevision } from '../../../../src/host/review/review-changes.ts';
import type { AuditReport, Finding } from '../../../../src/model/report.ts';
import { success } from '../../../../src/model/result.ts';
import { emptyShape } from '../../../fixtures/reports/other-shapes.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

function finding(
  rule: string,
  path: string,
  line: number,
  facts: string,
  change: Partial<Finding> = {},
): Finding {
  return {
    id: hash(`${rule} ${path} ${change.upstream ?? ''}`),
    rule,
    level: 'warning',
    message: `${rule} in ${path}`,
    path,
    range: { startLine: line, endLine: line + 2 },
    help: `rules/${rule}.md`,
    fixes: [],
    related: [],
    evidence: [],
    basis: hash(facts),
    ...change,
  };
}

/**
 * A small audit with the engine's manners, quick enough for many histories: it reads a revision from git objects, and
 * takes `# from NAME` for a copied module, `# (c) NAME` for its header and a line of NOTICE for the credit.
 */
export function toyAudit(root: string): AuditRevision & { readonly revisions: string[] } {
  const revisions: string[] = [];
  const audit: AuditRevision = async (revision, _progress, signal) => {
    revisions.push(revision);
    const found = await findGitDir(root, signal);
    if (!found.ok) return found;
    const tree = await openGitTree(found.value.gitDir, revision, { folder: found.value.prefix, signal });
    if (!tree.ok) return tree;
    const { files, skipped } = await tree.value.list(signal);
    const texts = new Map<string, string>();
    for (const file of files) {
      const bytes = await tree.value.read(file);
      if (bytes.ok) texts.set(file.path, new TextDecoder().decode(bytes.value));
    }
    tree.value.close();
    const findings: Finding[] = [];
    const places = new Map<string, { path: string; line: number }[]>();
    for (const [path, text] of texts) {
      const lines = text.split('\n');
      const at = lines.findIndex((line) => line.startsWith('# from '));
      if (at < 0) continue;
      const upstream = lines[at]?.slice('# from '.length) ?? '';
      places.set(upstream, [...(places.get(upstream) ?? []), { path, line: at + 1 }]);
      if (!lines.some((line) => line === `# (c) ${upstream}`))
        findings.push(finding('header-lost', path, at + 1, lines.slice(at).join('\n'), { upstream }));
    }
    for (const [upstream, known] of places) {
      if (texts.get('NOTICE')?.includes(upstream)) continue;
      findings.push(
        finding('not-credited', texts.has('README.md') ? 'README.md' : 'NOTICE', 1, upstream, {
          upstream,
          level: 'error',
          related: known.map((place) => ({
            path: place.path,
            range: { startLine: place.line, endLine: place.line },
            message: `${place.path} comes from ${upstream}`,
          })),
        }),
      );
    }
    if (!texts.has('LICENSE')) findings.push(finding('no-license', '.', 1, 'none'));
    const report: AuditReport = {
      ...emptyShape,
      target: { name: 'toy', commit: tree.value.commit, files: files.length, examined: texts.size },
      findings,
      notExamined: skipped,
    };
    return success(report);
  };
  return Object.assign(audit, { revisions });
}
