// The entry of a reading thread: takes a job, posts the decoded file. Its columns are handed over, not copied.
import { parentPort } from 'node:worker_threads';
import { type ReadJob, readLogFile } from './read-file.ts';

const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker thread');

port.on('message', (job: ReadJob) => {
  const result = readLogFile(job);
  port.postMessage(result, 'errorCode' in result ? [] : buffersOf(result.batch.rows, result.eventIds));
});

function buffersOf(columns: object, eventIds: Uint32Array): ArrayBuffer[] {
  return [eventIds, ...Object.values(columns)]
    .filter((column) => ArrayBuffer.isView(column))
    .map((column) => column.buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer);
}
