import { createCipheriv, createDecipheriv, randomBytes, scrypt, type ScryptOptions } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'
import { RefusalError } from '../../../shared/model/refusal.ts'
import { writeFileAtomic } from '../exports/atomicFile.ts'
import type { Keystore } from '../host.ts'

/** scrypt at N = 2^17, r = 8: about 128 MiB and a third of a second, OWASP's first choice for passwords (2023). */
const cost = { N: 1 << 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

/** Away from the event loop: a window goes on while the command line proves its passphrase. */
const derive: (text: string, salt: Buffer, length: number, cost: ScryptOptions) => Promise<Buffer> =
  promisify(scrypt)

const keyFile = z.object({
  version: z.literal(1),
  passphrase: z.object({
    kdf: z.literal('scrypt'),
    N: z
      .number()
      .int()
      .max(1 << 20),
    r: z.number().int().max(32),
    p: z.number().int().max(16),
    salt: z.string(),
    nonce: z.string(),
    wrapped: z.string(),
    tag: z.string(),
  }),
  /** the same key wrapped by the operating system's keystore, base64; absent where there is none to trust */
  keystore: z.string().nullable(),
})
type KeyFile = z.infer<typeof keyFile>

const pathOf = (folder: string, name: string) => join(folder, name + '.keys')

export function hasKeys(folder: string, name: string): boolean {
  return existsSync(pathOf(folder, name))
}

/** Makes the random key of a new database and keeps it, wrapped by the passphrase and, where there is one, the keystore. */
export async function createKeys(
  folder: string,
  name: string,
  passphrase: string,
  keystore: Keystore | null,
): Promise<Uint8Array> {
  const key = randomBytes(32)
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv(
    'aes-256-gcm',
    await derive(passphrase.normalize('NFKC'), salt, 32, cost),
    nonce,
  )
  const wrapped = Buffer.concat([cipher.update(key), cipher.final()])
  const byKeystore = await keystore?.wrap(key)
  const file: KeyFile = {
    version: 1,
    passphrase: {
      kdf: 'scrypt',
      N: cost.N,
      r: cost.r,
      p: cost.p,
      salt: salt.toString('base64'),
      nonce: nonce.toString('base64'),
      wrapped: wrapped.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
    },
    keystore: byKeystore ? Buffer.from(byKeystore).toString('base64') : null,
  }
  await writeFileAtomic(pathOf(folder, name), Buffer.from(JSON.stringify(file, null, 2)))
  return key
}

function readKeyFile(folder: string, name: string): KeyFile {
  const path = pathOf(folder, name)
  try {
    return keyFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    throw new RefusalError('keys-unreadable', { file: path })
  }
}

/** @throws RefusalError passphrase-wrong, keys-unreadable */
export async function openKeys(folder: string, name: string, passphrase: string): Promise<Uint8Array> {
  const { passphrase: kept } = readKeyFile(folder, name)
  const wrapping = await derive(passphrase.normalize('NFKC'), Buffer.from(kept.salt, 'base64'), 32, {
    N: kept.N,
    r: kept.r,
    p: kept.p,
    maxmem: cost.maxmem,
  })
  try {
    const decipher = createDecipheriv('aes-256-gcm', wrapping, Buffer.from(kept.nonce, 'base64'))
    decipher.setAuthTag(Buffer.from(kept.tag, 'base64'))
    return Buffer.concat([decipher.update(Buffer.from(kept.wrapped, 'base64')), decipher.final()])
  } catch {
    throw new RefusalError('passphrase-wrong')
  }
}

/** The key by the keystore alone; null when it was never wrapped by one, or no longer opens. */
export async function openKeysByKeystore(
  folder: string,
  name: string,
  keystore: Keystore,
): Promise<Uint8Array | null> {
  const kept = readKeyFile(folder, name).keystore
  if (!kept) return null
  return (await keystore.unwrap(Buffer.from(kept, 'base64'))) ?? null
}

/**
 * Lets the keystore of this machine open the key the next time, after a passphrase did: the file was made elsewhere, or
 * its keystore forgot. Nothing happens where there is no keystore to trust.
 */
export async function keepByKeystore(
  folder: string,
  name: string,
  key: Uint8Array,
  keystore: Keystore,
): Promise<void> {
  const wrapped = await keystore.wrap(key)
  if (!wrapped) return
  const kept = { ...readKeyFile(folder, name), keystore: Buffer.from(wrapped).toString('base64') }
  await writeFileAtomic(pathOf(folder, name), Buffer.from(JSON.stringify(kept, null, 2)))
}
