import { clockFromEnvironment } from '../service/clock.ts'
import { windowFolders } from '../service/resources.ts'
import { startService } from '../service/service.ts'
import { startWebHost, type WebHost } from './server.ts'

export interface HostOptions {
  dataFolder: string
  /** 0: a random free one */
  port: number
  /** absent: the window asks */
  passphrase?: string
  /** a passphrase that anyone may see, on offer where things are tried out */
  trial?: string
}

/** The service and its loopback host. */
export interface RunningHost extends Pick<WebHost, 'address' | 'port'> {
  close(): Promise<void>
}

/**
 * Opens the desk, or leaves that to the window, and serves both on loopback.
 * @throws RefusalError what keeps a desk closed whose passphrase was given
 * @throws Error with code EADDRINUSE where the port is taken
 */
export async function startHost({ port, ...options }: HostOptions): Promise<RunningHost> {
  const folders = windowFolders()
  if (!folders) throw new Error('the window has not been built')
  const clock = clockFromEnvironment()
  const service = await startService(
    { ...options, ...(clock ? { clock } : {}) },
    options.passphrase !== undefined,
  )
  try {
    const host = await startWebHost({ folders, port, attach: (socket) => service.attachWebSocket(socket) })
    return {
      port: host.port,
      address: () => host.address(),
      async close() {
        await host.close()
        await service.close()
      },
    }
  } catch (error) {
    await service.close()
    throw error
  }
}
