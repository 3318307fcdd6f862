// What the programs in this folder use of Node.

declare module "node:fs/promises" {
  export function readFile(file: string | URL): Promise<Uint8Array<ArrayBuffer>>;
  export function readFile(file: string | URL, encoding: "utf8"): Promise<string>;
  export function writeFile(file: string, content: string | Uint8Array): Promise<void>;
}

declare module "node:crypto" {
  const crypto: { randomFillSync(bytes: Uint8Array): Uint8Array };
  export default crypto;
}

declare module "node:path" {
  export function basename(path: string): string;
  export function join(...parts: string[]): string;
}

declare module "node:process" {
  export const argv: string[];
  export const stderr: { write(text: string): void };
  export function exit(status: number): never;
}

declare module "node:url" {
  export function pathToFileURL(path: string): URL;
}

declare module "node:util" {
  export function promisify<Input, Options, Result>(
    work: (input: Input, options: Options, done: (error: Error | null, result: Result) => void) => void,
  ): (input: Input, options: Options) => Promise<Result>;
}

declare module "node:zlib" {
  type Parameters = { params: Record<number, number> };
  type Done = (error: Error | null, result: Uint8Array) => void;
  export function brotliCompress(content: Uint8Array, parameters: Parameters, done: Done): void;
  export const constants: {
    BROTLI_PARAM_QUALITY: number;
    BROTLI_PARAM_LGWIN: number;
    BROTLI_PARAM_SIZE_HINT: number;
    BROTLI_MAX_QUALITY: number;
  };
}
