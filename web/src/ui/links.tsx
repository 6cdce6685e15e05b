// Mantine's looks on the router's links: real addresses, followed without loading the page anew.
import {
    Anchor,
    type AnchorProps,
    Button,
    type ButtonProps,
    NavLink,
    type NavLinkProps,
} from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, forwardRef } from 'react';

type Rest<Props> = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Props>;

export const TextLink = createLink(
    forwardRef<HTMLAnchorElement, AnchorProps & Rest<AnchorProps>>((props, ref) => (
        <Anchor ref={ref} size="sm" underline="hover" {...props} />
    )),
);

export const ButtonLink = createLink(
    forwardRef<HTMLAnchorElement, ButtonProps & Rest<ButtonProps>>((props, ref) => (
        <Button component="a" ref={ref} {...props} />
    )),
);

export const NavigationLink = createLink(
    forwardRef<HTMLAnchorElement, NavLinkProps & Rest<NavLinkProps>>((props, ref) => (
        <NavLink component="a" ref={ref} {...props} />
    )),
);
