import { safeStorage } from 'electron'

/**
 * Wraps the database's key with the operating system's keystore. On Linux desktops without one Electron falls back
 * to `basic_text`, which protects nothing: then undefined, and the passphrase alone guards the key.
 */
function usable(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
}

export function wrapKey(key: Uint8Array): Uint8Array | undefined {
  return usable()
    ? Uint8Array.from(safeStorage.encryptString(Buffer.from(key).toString('base64')))
    : undefined
}

/** Undefined when another user or machine wrapped it: then the passphrase is asked for. */
export function unwrapKey(wrapped: Uint8Array): Uint8Array | undefined {
  if (!usable()) return undefined
  try {
    // a copy of its own: a small Buffer is a view of shared memory, and a port would carry all of that
    return Uint8Array.from(Buffer.from(safeStorage.decryptString(Buffer.from(wrapped)), 'base64'))
  } catch {
    return undefined
  }
}
