import { spawn } from 'node:child_process'

/** The system's own way to open an address; none where there is no screen. */
function opener(): [string, string[]] | undefined {
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler']]
  if (process.platform === 'darwin') return ['open', []]
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ['xdg-open', []] : undefined
}

/** Opens the default browser where there is one. Says whether it was tried; its failure is no failure of ours. */
export function openBrowser(address: string): boolean {
  const found = opener()
  if (!found) return false
  const [program, args] = found
  const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true })
  child.on('error', () =>
    process.stderr.write('No browser could be opened here; open the address above yourself.\n'),
  )
  child.unref()
  return true
}
