// The entry of a reading thread: takes a job, posts what it read. Columns are handed over, not copied.
import { parentPort } from 'node:worker_threads';
import { type ReadJob, readLogFiles } from './read-files.ts';
import { buffersOf } from './worker-pool.ts';

const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker thread');

const pause = async (): Promise<void> => undefined;

port.on('message', async (job: ReadJob) => {
  const result = await readLogFiles(job, pause);
  const columns = columnBuffers(result.batch.rows, result.eventIds);
  const { contents } = job;
  if (contents === undefined) port.postMessage(result, columns);
  else port.postMessage({ ...result, contents }, [...columns, ...buffersOf(contents)]);
});

function columnBuffers(columns: object, eventIds: Uint32Array): ArrayBuffer[] {
  return [eventIds, ...Object.values(columns)]
    .filter((column) => ArrayBuffer.isView(column))
    .map((column) => column.buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer);
}
