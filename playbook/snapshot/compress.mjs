/** Compressed files, which a server may send for those that they are made of: `node compress.mjs TARGET FILE…`. */

import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const WINDOW = 24;

/**
 * Writes the compressed file, with .br behind its name, into a folder.
 *
 * @param {string} file
 * @param {string} folder
 * @param {number} quality
 */
export async function compress(file, folder, quality) {
  const content = await readFile(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: WINDOW,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  await writeFile(join(folder, `${basename(file)}.br`), await promisify(brotliCompress)(content, { params }));
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  const [target = "", ...files] = argv.slice(2);
  await Promise.all(files.map((file) => compress(file, target, constants.BROTLI_MAX_QUALITY)));
}
