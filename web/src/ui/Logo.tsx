import css from './logo.module.css';

/** The logo of a product or seller; its first letters where there is none. */
export function Logo({ name, digest, size = 40 }: { name: string; digest: string | null; size?: number }) {
    if (digest)
        return (
            <img
                className={css.logo}
                src={`/v1/files/${digest}`}
                alt=""
                width={size}
                height={size}
                loading="lazy"
            />
        );
    const letters = name
        .split(/\s+/)
        .slice(0, 2)
        .map((word) => word[0]?.toUpperCase())
        .join('');
    return (
        <span
            className={css.logo}
            style={{ width: size, height: size, fontSize: size * 0.38 }}
            aria-hidden="true"
        >
            {letters}
        </span>
    );
}
