import { type PrintedFile, printFile } from '../../parsing/print-file.ts';

/** Reads and prints files by their absolute paths. */
export async function run(paths: readonly string[]): Promise<readonly PrintedFile[]> {
  const printed: PrintedFile[] = [];
  for (const path of paths) printed.push(await printFile(path));
  return printed;
}
