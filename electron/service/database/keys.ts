import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { RefusalError } from '../../../shared/model/refusal.ts'
import { writeFileAtomic } from '../exports/atomicFile.ts'
import type { Keystore } from '../host.ts'

/** scrypt at N = 2^17, r = 8: about 128 MiB and a third of a second, OWASP's first choice for passwords (2023). */
const cost = { N: 1 << 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

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
    scryptSync(passphrase.normalize('NFKC'), salt, 32, cost),
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
export function openKeys(folder: string, name: string, passphrase: string): Uint8Array {
  const { passphrase: kept } = readKeyFile(folder, name)
  const wrapping = scryptSync(passphrase.normalize('NFKC'), Buffer.from(kept.salt, 'base64'), 32, {
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
