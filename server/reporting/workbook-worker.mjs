// Packs sheets into a workbook on a thread of its own: fifty thousand rows keep one busy for seconds, in which nobody else would be answered.
import { parentPort, workerData } from 'node:worker_threads';
import writeWorkbook from 'write-excel-file/node';

const file = await writeWorkbook(workerData).toBuffer();
parentPort.postMessage(new Uint8Array(file));
