import { Trans } from '@lingui/react/macro';
import { Box } from '@mantine/core';
import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { withMore } from '@/shell/more';
import { useHasToasts } from '@/ui/toast';
import { useEvents } from './events';
import { Footer } from './Footer';
import css from './layout.module.css';
import { usePalette } from './palette';
import { useSession } from './session';
import { useSessionWatch } from './session_watch';
import { useSetup } from './setup';
import { TopBar } from './TopBar';
import { useIsVerificationAsked } from './verification';

const CommandPalette = lazy(withMore(() => import('./CommandPalette')));
const SideNavigation = lazy(withMore(() => import('./SideNavigation')));
const SessionDialog = lazy(withMore(() => import('./SessionDialog')));
const VerificationDialog = lazy(withMore(() => import('./VerificationDialog')));
const SetupPrompt = lazy(withMore(() => import('./SetupPrompt')));
const PartnerBanner = lazy(withMore(() => import('@/features/organizations/PartnerBanner')));
const Toaster = lazy(withMore(() => import('@/ui/Toaster')));

/** What is around every page. */
export function Layout() {
    const session = useSession();
    const palette = usePalette();
    const hasToasts = useHasToasts();
    const left = useSessionWatch(!!session?.user);
    const isVerificationAsked = useIsVerificationAsked();
    const setup = useSetup(session);
    const { pathname } = useLocation();
    const main = useRef<HTMLElement>(null);
    const former = useRef(pathname);
    useEvents(session?.user ? (session.organization?.id ?? null) : null);

    // After a change of page the keyboard and the screen reader start at its content.
    useEffect(() => {
        if (former.current !== pathname) main.current?.focus({ preventScroll: true });
        former.current = pathname;
    }, [pathname]);

    const isInside = pathname.startsWith('/o/');
    return (
        <>
            <a href="#main" className={css.skip}>
                <Trans>Skip to the content</Trans>
            </a>
            <TopBar />
            <Box className={css.body}>
                {isInside && session?.user && (
                    <Box className={css.side}>
                        <Suspense>
                            <SideNavigation />
                        </Suspense>
                    </Box>
                )}
                <main
                    id="main"
                    ref={main}
                    tabIndex={-1}
                    className={`${css.main} ${isInside ? '' : css.wide}`}
                >
                    {session?.organization?.partner_id && (
                        <Suspense>
                            <PartnerBanner session={session} organization={session.organization} />
                        </Suspense>
                    )}
                    <Outlet />
                </main>
            </Box>
            <Footer />
            <Suspense>
                {session?.user && left !== null && <SessionDialog left={left} email={session.user.email} />}
                {session?.user && isVerificationAsked && <VerificationDialog session={session} />}
                {setup && <SetupPrompt {...setup} />}
                {palette.isOpen && <CommandPalette onClose={palette.close} />}
                {hasToasts && <Toaster />}
            </Suspense>
        </>
    );
}
