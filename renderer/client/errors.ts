import { ORPCError } from '@orpc/client'
import type { Reason } from '../../shared/contract/base.ts'
import { reasons, sentence, type Locale, type ReasonCode } from '../../shared/model/reasons.ts'
import type { Place, Refusal } from '../../shared/model/refusal.ts'
import { connection } from './connection.ts'

/** The refusal that a call answered with, if that is what went wrong. */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof ORPCError) || error.code !== 'REFUSED') return null
  const data = error.data as Partial<Refusal> | undefined
  return data?.code && data.code in reasons ? (data as Refusal) : null
}

export function isCancelled(error: unknown): boolean {
  return (
    refusalOf(error)?.code === 'cancelled' || (error instanceof DOMException && error.name === 'AbortError')
  )
}

/** The desk is behind its door: only how to open it is answered. */
export function isLocked(error: unknown): boolean {
  return refusalOf(error)?.code === 'desk-locked'
}

/** The service went away while it was asked; whether it did what it was asked is not known. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof ORPCError) return false
  // oRPC's queue of answers ends so when its socket or port closes
  return connection.state() === 'away' || /closed or aborted while|WebSocket is not open/u.test(error.message)
}

/** Where it was, without what the sentence names already. */
function placeText(at: Place | undefined, said: string, locale: Locale): string {
  if (!at) return ''
  const parts: string[] = []
  if (at.file && !said.includes(at.file)) parts.push(at.file)
  if (at.line !== undefined) parts.push(locale === 'en' ? `line ${at.line}` : `第 ${at.line} 行`)
  if (at.column) parts.push(at.column)
  if (at.path) parts.push(at.path)
  return parts.length === 0 ? '' : locale === 'en' ? ` (${parts.join(', ')})` : `（${parts.join('，')}）`
}

/** One sentence in the person's language: what happened, where, what to do. */
export function explain(error: unknown, locale: Locale): string {
  const refusal = refusalOf(error)
  if (refusal) {
    const said = sentence(refusal.code, refusal.params, locale)
    return said + placeText(refusal.at, said, locale)
  }
  if (error instanceof ORPCError && error.code === 'FORBIDDEN')
    return {
      en: 'Your role does not allow this. Ask a team lead.',
      'zh-CN': '当前角色无权执行此操作，请联系组长。',
      'zh-TW': '目前角色無權執行此操作，請聯絡組長。',
    }[locale]
  if (isConnectionLost(error)) return sentence('connection-lost', undefined, locale)
  const detail = error instanceof Error ? error.message : String(error)
  return sentence('internal-error', { detail }, locale)
}

/** The sentence of a reason that the service sent along; a code this window does not know shows as it is. */
export function reasonSentence(reason: Reason | null | undefined, locale: Locale): string {
  if (!reason) return ''
  return reason.code in reasons ? sentence(reason.code as ReasonCode, reason.params, locale) : reason.code
}
