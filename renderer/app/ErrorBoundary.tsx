import { Component, type ErrorInfo, type ReactNode } from 'react'
import { Failure } from '../ui/Feedback.tsx'
import { isGonePart, reloadForNewProgram } from './newProgram.ts'

/** Keeps a broken screen from taking the window with it: says what happened and offers to show it anew. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    if (isGonePart(error) && reloadForNewProgram()) return
    console.error(error, info.componentStack)
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return <Failure error={this.state.error} retry={() => this.setState({ error: null })} />
  }
}
