/** Line icons of our own on a 20-unit square, drawn with the text's colour. */
const paths = {
  cases: 'M4 3.5h12v13H4zM7 7h6M7 10h6M7 13h3.5',
  locate:
    'M10 17s5.5-5 5.5-9.2A5.5 5.5 0 0 0 4.5 7.8C4.5 12 10 17 10 17zM10 10a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
  plan: 'M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.2M13 3v3.2M6.5 11.5h3M11 14h2.5',
  calls:
    'M6.2 3.5 8.4 7 7 8.6c.8 1.9 2.4 3.5 4.4 4.4l1.6-1.4 3.5 2.2-.6 2.3c-.2.5-.7.8-1.2.8C8.600 16.500 3.500 11.400 3.100 5.300c0-.5.3-1 .8-1.200z',
  outcomes: 'M3.5 10.500 7.500 14.500 16.500 5',
  balance:
    'M10 3.500v13M6 16.500h8M3 11h5L5.500 5.500zM12 11h5l-2.500-5.500zM5.500 5.500h9M3 11a2.500 2.500 0 0 0 5 0M12 11a2.500 2.500 0 0 0 5 0',
  coverage: 'M3.500 5.500 8 3.500l4 2 4.500-2v11l-4.500 2-4-2-4.500 2zM8 3.500v11M12 5.500v11',
  settings:
    'M10 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM10 3v2.200M10 14.800V17M3 10h2.200M14.800 10H17M5 5l1.600 1.600M13.400 13.400 15 15M15 5l-1.600 1.600M6.600 13.400 5 15',
  search: 'M9 14.500a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11zM13 13l3.500 3.500',
  down: 'M6 8l4 4 4-4',
  left: 'M12 5.500 7.500 10l4.500 4.500',
  right: 'M8 5.500l4.500 4.500L8 14.500',
  close: 'M5.500 5.500l9 9M14.500 5.500l-9 9',
  import: 'M10 3.500v8.500M6.500 8.500 10 12l3.500-3.500M4 13v3.500h12V13',
  export: 'M10 12V3.500M6.500 7 10 3.500 13.500 7M4 13v3.500h12V13',
  copy: 'M7 7h9v9.500H7zM4 13V3.500h9',
  undo: 'M7 4.500 3.500 8 7 11.500M4 8h7.500a4.500 4.500 0 0 1 0 9H8',
  redo: 'M13 4.500 16.500 8 13 11.500M16 8H8.500a4.500 4.500 0 0 0 0 9H12',
  flag: 'M5 17V3.500h9.500L12.500 7l2 3.500H5',
  check: 'M4 10.500 8 14.500 16 5.500',
  warning: 'M10 3.500 17 16H3zM10 8.200v3.500M10 13.500v.6',
  sun: 'M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM10 3v1.500M10 15.500V17M3 10h1.500M15.500 10H17M5 5l1 1M14 14l1 1M15 5l-1 1M6 14l-1 1',
  keyboard: 'M2.500 5.500h15v9h-15zM5.500 8.500h.1M8.500 8.500h.1M11.500 8.500h.1M14.500 8.500h.1M7 11.500h6',
  clock: 'M10 16.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM10 6.500V10l2.500 2',
  plus: 'M10 4.500v11M4.500 10h11',
  trash: 'M4.500 6h11M8 6V4h4v2M6 6l.7 10.500h6.600L14 6M8.700 8.800v5M11.300 8.800v5',
  file: 'M5.500 3h6L15 6.500V17H5.500zM11.500 3v3.500H15',
  map: 'M3.500 5.500 8 3.500l4 2 4.500-2v11l-4.500 2-4-2-4.500 2zM8 3.500v11M12 5.500v11',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  )
}
