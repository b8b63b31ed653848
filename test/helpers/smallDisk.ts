import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of 256 KiB in memory, null where none may be mounted; its user takes it off again with `umount`. */
export function smallDisk(): string | null {
  const at = mkdtempSync(join(tmpdir(), 'roundsman-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', at], { stdio: 'ignore' })
    return at
  } catch {
    rmdirSync(at)
    return null
  }
}
