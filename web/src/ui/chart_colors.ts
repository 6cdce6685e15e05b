// The series of a chart, the first is the one that counts: shades that differ in lightness too.
export const COLORS = {
    light: ['#2f5fd0', '#9db7ef', '#5f6b7a', '#b3bcc8'],
    dark: ['#7397e6', '#36508e', '#9aa1ad', '#5a6270'],
};
