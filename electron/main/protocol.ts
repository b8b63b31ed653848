import { protocol, type CustomScheme } from 'electron'
import { windowFolders } from '../service/resources.ts'
import { windowFile } from '../web/files.ts'
import { securityHeaders } from '../web/policy.ts'

/** The window's own origin, in place of file addresses, which would let it read any file and share one origin with all. */
export const windowOrigin = 'app://roundsman'

export const windowScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true },
}

/** Serves the built window, and nothing else, on the window's origin. */
export function answerWindowFiles(): void {
  const folders = windowFolders()
  if (!folders) throw new Error('the window has not been built')
  protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    const file =
      request.method === 'GET' && url.host === 'roundsman'
        ? await windowFile(folders, url.pathname)
        : undefined
    if (!file) return new Response(null, { status: 404, headers: securityHeaders() })
    return new Response(new Uint8Array(file.bytes), {
      headers: { ...securityHeaders(), 'Content-Type': file.type },
    })
  })
}
