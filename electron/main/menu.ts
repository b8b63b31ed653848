import type { MenuItemConstructorOptions } from 'electron'
import type { Locale } from '../../shared/model/reasons.ts'
import { menuTexts } from './texts.ts'

/** Only roles: what the menu does is the system's own; Roundsman's actions live in the window, with its keys. */
export function menuTemplate(locale: Locale, mac: boolean): MenuItemConstructorOptions[] {
  const text = menuTexts[locale]
  const application: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about', label: text.about },
      { type: 'separator' },
      { role: 'hide', label: text.hide },
      { role: 'hideOthers', label: text.hideOthers },
      { role: 'unhide', label: text.unhide },
      { type: 'separator' },
      { role: 'quit', label: text.quit },
    ],
  }
  const file: MenuItemConstructorOptions = {
    label: text.file,
    submenu: [mac ? { role: 'close', label: text.close } : { role: 'quit', label: text.quit }],
  }
  return [
    ...(mac ? [application] : []),
    file,
    {
      label: text.edit,
      submenu: [
        // Undo and redo of the plan are the window's; these act in a text field that has the focus.
        { role: 'undo', label: text.undo, registerAccelerator: false },
        { role: 'redo', label: text.redo, registerAccelerator: false },
        { type: 'separator' },
        { role: 'cut', label: text.cut },
        { role: 'copy', label: text.copy },
        { role: 'paste', label: text.paste },
        { role: 'selectAll', label: text.selectAll },
      ],
    },
    {
      label: text.view,
      submenu: [
        { role: 'resetZoom', label: text.resetZoom },
        { role: 'zoomIn', label: text.zoomIn },
        { role: 'zoomOut', label: text.zoomOut },
        { type: 'separator' },
        { role: 'togglefullscreen', label: text.fullScreen },
      ],
    },
    {
      label: text.window,
      submenu: [
        { role: 'minimize', label: text.minimize },
        { role: 'close', label: text.close },
      ],
    },
  ]
}
