"""Scripts that run before those of a page and take something from it that browsers may lack or refuse."""

NO_ROOM = (
    'Object.defineProperty(globalThis, "indexedDB", { get() { throw new DOMException("no", "SecurityError"); } });'
)
NO_ROOM_AT_ALL = (
    NO_ROOM
    + 'Object.defineProperty(globalThis, "sessionStorage", { get() { throw new DOMException("", "SecurityError"); } });'
    + 'LockManager.prototype.request = async () => { throw new DOMException("no", "SecurityError"); };'
)
FULL_DISK = """
  const add = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = function (...given) {
    if (!globalThis.roomy) throw new DOMException("the disk is full", "QuotaExceededError");
    return add.apply(this, given);
  };
"""
PLAIN_HTTP = 'Object.defineProperty(Navigator.prototype, "locks", { value: undefined });'
