import type { Result } from '../../../model/result.ts';
import { type PrintedProject, type PrintProjectInput, printProject } from '../../world/print-project.ts';

/** Prints a project's history into a file of the build folder. */
export function run(input: PrintProjectInput): Promise<Result<PrintedProject, 'unreadable'>> {
  return printProject(input);
}
