/**
 * Calls Python's functions through its interface for C (Python/C API Reference Manual), which Pyodide's WebAssembly file
 * exports. Pyodide's own bridge between Python and JavaScript is not started: it needs two hundred modules and a third of
 * the time until the first answer, and the calculators take and give hardly anything but texts.
 *
 * @typedef {number} Reference
 *   The address of a Python object; 0 where there was an error. One that a function returns is given back (`Py_DecRef`)
 *   when it is no longer needed.
 * @typedef {Record<string, (...args: number[]) => number>} Functions  What the WebAssembly file exports.
 * @typedef {{ HEAPU8: Uint8Array, HEAPU32: Uint32Array }} Memory  Other objects once the memory has grown.
 * @typedef {string | Uint8Array} Value  `str` or `bytes`.
 */

/** `Py_GetConstantBorrowed`: which constant. */
const NONE = 0;
/** `PySendResult`: what a generator did. */
const RETURNED = 0;
const YIELDED = 1;
/** `Py_CompileString`: the source is that of a module. */
const FILE_INPUT = 257;
const WORD = 4;

export class Interpreter {
  #c;
  #memory;

  /**
   * Throws where Python could not begin to run, without its library for one: Pyodide says so to nobody.
   *
   * @param {Functions} functions
   * @param {Memory} memory
   */
  constructor(functions, memory) {
    this.#c = functions;
    this.#memory = memory;
    if (!this.#do("Py_IsInitialized")) throw new Error("Python does not run");
  }

  /**
   * Calls a function that returns a text.
   *
   * @param {string} module
   * @param {string} name
   * @param {Value[]} args
   * @returns {string}
   */
  call(module, name, ...args) {
    return this.#text(this.#called(module, name, args));
  }

  /**
   * Calls a generator function that yields numbers and returns a text.
   *
   * @param {string} module
   * @param {string} name
   * @param {Value[]} args
   * @returns {Steps}
   */
  steps(module, name, ...args) {
    const generator = this.#called(module, name, args);
    return { next: () => this.#next(generator), close: () => this.#release(generator) };
  }

  /**
   * Makes a module from its source.
   *
   * @param {string} name
   * @param {string} source
   */
  define(name, source) {
    const texts = [name, `${name}.py`, source].map((text) => this.#copied(new TextEncoder().encode(`${text}\0`)));
    const [named = 0, file = 0, text = 0] = texts;
    const code = this.#checked(this.#do("Py_CompileString", text, file, FILE_INPUT));
    this.#release(this.#checked(this.#do("PyImport_ExecCodeModule", named, code)), code);
    for (const place of texts) this.#do("free", place);
  }

  /**
   * @param {string} name
   * @param {number[]} args
   * @returns {number}
   */
  #do(name, ...args) {
    const run = this.#c[name];
    if (!run) throw new Error(`this Pyodide has no ${name}`);
    return run(...args);
  }

  /** @param {Reference[]} references */
  #release(...references) {
    for (const reference of references) this.#do("Py_DecRef", reference);
  }

  /**
   * @param {string} module
   * @param {string} name
   * @param {Value[]} args
   * @returns {Reference}
   */
  #called(module, name, args) {
    const names = [module, name].map((text) => this.#value(text));
    const [moduleName = 0, attribute = 0] = names;
    const imported = this.#checked(this.#do("PyImport_Import", moduleName));
    const callable = this.#checked(this.#do("PyObject_GetAttr", imported, attribute));
    const tuple = this.#checked(this.#do("PyTuple_New", args.length));
    // the tuple takes the references over
    args.forEach((value, index) => this.#do("PyTuple_SetItem", tuple, index, this.#value(value)));
    const result = this.#do("PyObject_CallObject", callable, tuple);
    this.#release(...names, imported, callable, tuple);
    return this.#checked(result);
  }

  /**
   * @param {Value} value
   * @returns {Reference}
   */
  #value(value) {
    if (value instanceof Uint8Array) {
      const made = this.#checked(this.#do("PyBytes_FromStringAndSize", 0, value.length));
      this.#memory.HEAPU8.set(value, this.#do("PyBytes_AsString", made));
      return made;
    }
    const bytes = new TextEncoder().encode(value);
    const place = this.#copied(bytes);
    const made = this.#do("PyUnicode_FromStringAndSize", place, bytes.length);
    this.#do("free", place);
    return this.#checked(made);
  }

  /**
   * @param {Uint8Array} bytes
   * @returns {number} Where they stand in memory now.
   */
  #copied(bytes) {
    const place = this.#do("malloc", bytes.length);
    if (!place) throw new Error("there is not enough memory");
    this.#memory.HEAPU8.set(bytes, place);
    return place;
  }

  /**
   * @param {Reference} reference  To a `str`; is given back.
   * @returns {string}
   */
  #text(reference) {
    const size = this.#do("malloc", WORD);
    const start = this.#checked(this.#do("PyUnicode_AsUTF8AndSize", reference, size));
    const length = this.#memory.HEAPU32[size / WORD] ?? 0;
    const text = new TextDecoder().decode(this.#memory.HEAPU8.subarray(start, start + length));
    this.#do("free", size);
    this.#release(reference);
    return text;
  }

  /**
   * @param {Reference} generator
   * @returns {Step}
   */
  #next(generator) {
    const place = this.#do("malloc", WORD);
    const did = this.#do("PyIter_Send", generator, this.#do("Py_GetConstantBorrowed", NONE), place);
    const result = this.#memory.HEAPU32[place / WORD] ?? 0;
    this.#do("free", place);
    if (did === RETURNED) return { done: true, value: this.#text(result) };
    if (did !== YIELDED) throw this.#error();
    const value = this.#do("PyFloat_AsDouble", result);
    this.#release(result);
    return { done: false, value };
  }

  /**
   * @param {Reference} reference
   * @returns {Reference} The same, if it is one.
   */
  #checked(reference) {
    if (!reference) throw this.#error();
    return reference;
  }

  /** @returns {Error} What Python raised: it no longer does. */
  #error() {
    const raised = this.#do("PyErr_GetRaisedException");
    const told = raised && this.#do("PyObject_Repr", raised);
    if (raised) this.#release(raised);
    if (told) return new Error(this.#text(told));
    this.#do("PyErr_Clear");
    return new Error("Python stopped and cannot say why");
  }
}

/**
 * @typedef {{ done: true, value: string } | { done: false, value: number }} Step
 * @typedef {{ next: () => Step, close: () => void }} Steps  To be closed in the end.
 */
