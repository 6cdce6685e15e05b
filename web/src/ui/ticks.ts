// Boxes of one name that must all be ticked, under one message that somebody may not have read yet.

/** For a box, by whether it is missing; `group` is the id of its Checkbox.Group, which shows the message. */
export const missingTick = (isMissing: boolean, group: string) =>
    isMissing ? { error: true, 'aria-invalid': true, 'aria-describedby': `${group}-error` } : {};

export const focusMissingTick = (name: string) =>
    document.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]:not(:checked)`)?.focus();
