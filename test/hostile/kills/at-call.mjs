// Loaded before a command (--import): ends the process with SIGKILL right before its n-th call that changes a disk, or in the
// middle of it where it writes. KILL_AT: n, from 1. KILL_HALF: set to write half first. KILL_COUNT: file for the names of all
// such calls, one a line, of a run that goes to its end.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

const { KILL_AT, KILL_HALF, KILL_COUNT } = process.env;
const names = [];

const isWriting = (flags) =>
  typeof flags === 'number'
    ? (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR | fs.constants.O_CREAT)) !== 0
    : /[wa+]/.test(String(flags ?? 'r'));

const half = (content) => content?.slice?.(0, Math.ceil(content.length / 2)) ?? '';

/** What of a call is made before the end, by its name. */
const HALVES = {
  writeSync: (call, [descriptor, content]) => call(descriptor, half(content)),
  writeFileSync: (call, [path, content]) => call(path, half(content)),
  appendFileSync: (call, [path, content]) => call(path, half(content)),
  writeFile: (_, [path, content]) => fs.writeFileSync(path, half(content)),
  appendFile: (_, [path, content]) => fs.appendFileSync(path, half(content)),
};

function watch(owner, name, counts = () => true) {
  const call = owner[name].bind(owner);
  owner[name] = (...args) => {
    if (!counts(args)) return call(...args);
    names.push(name);
    if (names.length === Number(KILL_AT)) {
      if (KILL_HALF !== undefined && name in HALVES) HALVES[name](call, args);
      process.kill(process.pid, 'SIGKILL');
    }
    return call(...args);
  };
}

if (isMainThread) {
  const { writeFileSync } = fs;
  const opens = ([, flags]) => isWriting(flags);
  for (const name of ['writeSync', 'fsyncSync', 'renameSync', 'linkSync', 'copyFileSync', 'symlinkSync'])
    watch(fs, name);
  for (const name of ['rmSync', 'unlinkSync', 'mkdirSync', 'rmdirSync', 'ftruncateSync', 'utimesSync'])
    watch(fs, name);
  for (const name of ['writeFileSync', 'appendFileSync']) watch(fs, name);
  watch(fs, 'openSync', opens);
  for (const name of ['writeFile', 'appendFile', 'rename', 'rm', 'unlink', 'mkdir', 'mkdtemp', 'utimes'])
    watch(fs.promises, name);
  watch(fs.promises, 'open', opens);
  syncBuiltinESMExports();
  if (KILL_COUNT !== undefined)
    process.on('exit', () => writeFileSync(KILL_COUNT, names.map((name) => `${name}\n`).join('')));
}
