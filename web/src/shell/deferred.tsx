// Menus whose code comes when somebody reaches for them: until then there is only the button.
import { type ComponentType, lazy, type RefAttributes, Suspense, useEffect, useRef, useState } from 'react';

/** Put on the button by the menu, or by the placeholder. */
export interface TriggerEvents {
    onClick?: () => void;
    onPointerEnter?: () => void;
    onFocus?: () => void;
    'aria-haspopup'?: 'menu';
    'aria-expanded'?: boolean;
}

type Trigger<Props> = ComponentType<Props & TriggerEvents & RefAttributes<HTMLButtonElement>>;

/** The button alone, and after the first click the menu in its place, open. */
export function deferredMenu<Props extends object>(
    Button: Trigger<Props>,
    load: () => Promise<{ default: ComponentType<Props> }>,
): ComponentType<Props> {
    const Menu = lazy(load);
    return function DeferredMenu(props: Props) {
        const [isWanted, setWanted] = useState(false);
        const button = (
            <Button
                {...props}
                aria-haspopup="menu"
                aria-expanded={false}
                onPointerEnter={() => void load()}
                onFocus={() => void load()}
                onClick={() => setWanted(true)}
            />
        );
        if (!isWanted) return button;
        return (
            <Suspense fallback={button}>
                <Menu {...props} />
            </Suspense>
        );
    };
}

/** For the menu itself: takes the focus over from the button that it replaces, then opens. */
export function useOpening() {
    const [opened, setOpened] = useState(false);
    const ref = useRef<HTMLButtonElement>(null);
    useEffect(() => {
        ref.current?.focus();
        setOpened(true);
    }, []);
    return { ref, menu: { opened, onChange: setOpened } };
}
