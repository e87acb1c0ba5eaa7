import brand from './brand.svg';

/** Offhook's mark, a handset lifted off its hook. Decoration: the name stands beside it. */
export function BrandMark({ size }: { readonly size: number }) {
  return <img src={brand} width={size} height={size} alt="" />;
}
