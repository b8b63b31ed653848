/** Two ends of a round and the way between them. */
export function BrandMark() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <path
        d="M4 15.500c0-4 3-3.500 6-5.500s1.500-5.500 6-5.500"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <circle cx="4" cy="15.500" r="2.300" fill="var(--accent)" />
      <circle cx="16" cy="4.500" r="2.300" fill="var(--surface)" stroke="var(--accent)" strokeWidth="1.800" />
    </svg>
  )
}
