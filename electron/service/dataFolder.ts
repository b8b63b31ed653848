import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The one data folder of window and command line: `ROUNDSMAN_DATA`, else where this system keeps a person's
 * application data (not roaming on Windows: a database must not be copied about while it is open).
 */
export function dataFolder(
  env: Record<string, string | undefined> = process.env,
  platform: NodeJS.Platform = process.platform,
  home = homedir(),
): string {
  if (env.ROUNDSMAN_DATA) return env.ROUNDSMAN_DATA
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData/Local'), 'Roundsman')
  if (platform === 'darwin') return join(home, 'Library/Application Support/Roundsman')
  return join(env.XDG_DATA_HOME ?? join(home, '.local/share'), 'roundsman')
}

/** What its database and keys are called, before their endings. */
export const databaseName = 'roundsman'
