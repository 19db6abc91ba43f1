import { devNull } from 'node:os';
import { delimiter } from 'node:path';
import process from 'node:process';
import { trustedFolders } from './git-program.ts';
import { quietFolder } from './quiet-folder.ts';

/**
 * Settings that win over every configuration file, the repository's own included. They switch off each way in
 * which git runs a program that a repository names (hooks, file-system monitor, filters, textconv, external
 * diff, signature checks, credential helpers, proxies and remote helpers), reads a file that it names, or answers
 * in another form than is read here.
 */
const SETTINGS: readonly (readonly [key: string, value: string])[] = [
  ['core.hooksPath', devNull],
  ['core.fsmonitor', 'false'],
  ['core.untrackedCache', 'false'],
  ['core.attributesFile', devNull],
  ['core.excludesFile', devNull],
  ['core.pager', 'cat'],
  ['core.askPass', ''],
  ['core.sshCommand', ''],
  ['core.gitProxy', ''],
  ['core.alternateRefsCommand', ''],
  ['core.quotePath', 'false'],
  ['core.symlinks', 'false'],
  ['core.commitGraph', 'false'],
  ['core.preloadIndex', 'false'],
  ['core.bigFileThreshold', '64m'],
  ['credential.helper', ''],
  ['diff.external', ''],
  ['diff.orderFile', devNull],
  ['diff.relative', 'false'],
  ['diff.noPrefix', 'false'],
  ['diff.mnemonicPrefix', 'false'],
  ['diff.interHunkContext', '0'],
  ['diff.algorithm', 'myers'],
  ['diff.colorMoved', 'no'],
  ['color.ui', 'never'],
  ['i18n.logOutputEncoding', 'UTF-8'],
  ['log.showRoot', 'true'],
  ['log.follow', 'false'],
  ['log.diffMerges', 'separate'],
  ['log.showSignature', 'false'],
  ['log.mailmap', 'false'],
  ['gpg.program', 'false'],
  ['submodule.recurse', 'false'],
  ['fetch.recurseSubmodules', 'false'],
  ['fetch.fsckObjects', 'true'],
  ['transfer.bundleURI', 'false'],
  ['maintenance.auto', 'false'],
  ['gc.auto', '0'],
  ['protocol.ext.allow', 'never'],
  ['safe.bareRepository', 'explicit'],
  ['safe.directory', '*'],
];

/** Variables of the caller's environment that git and its https transport need; every other one is withheld. */
const INHERITED: readonly string[] = [
  'SYSTEMROOT',
  'TEMP',
  'TMP',
  'TMPDIR',
  'HTTPS_PROXY',
  'https_proxy',
  'NO_PROXY',
  'no_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'SSH_AUTH_SOCK',
];

export interface HardenedOptions {
  /** Transports that this process may use, e.g. `https`; none by default. */
  readonly protocols?: readonly string[];
  /** A git directory to use as it stands, without searching. */
  readonly gitDir?: string;
  /** Folders of strangers, in which no program is looked for. */
  readonly audited?: readonly string[];
  /** Further settings, e.g. the neutralised filters of one repository. */
  readonly settings?: readonly (readonly [key: string, value: string])[];
}

/** The whole environment of one git process. Nothing is taken from the user's or the system's git configuration. */
export function hardenedEnvironment(options: HardenedOptions = {}): Record<string, string> {
  const environment: Record<string, string> = {
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_GRAFT_FILE: devNull,
    PATH: trustedFolders(process.env.PATH ?? '', options.audited ?? []).join(delimiter),
    // A list without a usable name: an empty value would mean "all".
    GIT_ALLOW_PROTOCOL: options.protocols?.join(':') || 'none',
    GIT_SSH_COMMAND: 'ssh -oBatchMode=yes -oStrictHostKeyChecking=yes',
    GIT_PAGER: 'cat',
    LC_ALL: 'C',
  };
  for (const name of INHERITED) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  // ssh needs the home folder for its keys; nothing else may look there.
  const home = process.env.HOME;
  if (home !== undefined && options.protocols?.includes('ssh')) environment.HOME = home;
  if (options.gitDir !== undefined) {
    environment.GIT_DIR = options.gitDir;
    environment.GIT_WORK_TREE = quietFolder;
  }
  const settings = [...SETTINGS, ...(options.settings ?? [])];
  environment.GIT_CONFIG_COUNT = String(settings.length);
  for (const [at, [key, value]] of settings.entries()) {
    environment[`GIT_CONFIG_KEY_${at}`] = key;
    environment[`GIT_CONFIG_VALUE_${at}`] = value;
  }
  return environment;
}
