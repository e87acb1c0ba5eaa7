/** Offhook's mark, a handset lifted off its hook: the drawing of brand.svg, which the icons are made from. */
export function BrandMark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#5a41d6" />
      <g transform="rotate(-20 16 13)" fill="#fff">
        <path d="M7.6 16.2c-1.500-3.100-.9-5.200 1.200-6.600 2-1.300 4.400-1.900 7.200-1.900s5.200.6 7.200 1.900c2.100 1.400 2.700 3.500 1.200 6.600-.3.700-1 1-1.700.8l-2.900-.8c-.7-.2-1.200-.8-1.200-1.500v-1.400c0-.5-.3-.9-.8-1-1.200-.2-2.400-.2-3.600 0-.5.100-.8.5-.8 1v1.400c0 .7-.5 1.300-1.200 1.500l-2.900.8c-.7.2-1.400-.1-1.700-.8z" />
      </g>
      <path
        d="M9 21.500v1.500a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-1.500"
        fill="none"
        stroke="#ffb38a"
        strokeWidth="2.600"
        strokeLinecap="round"
      />
    </svg>
  );
}
