import { answerJobs } from './answer-jobs.ts';
import { TASKS } from './tasks.ts';

answerJobs(TASKS);
