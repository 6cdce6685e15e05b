/** Where a file is read: texts as a page, everything else as it is. */
export function fileAddress(digest: string, mediaType = 'text/markdown'): string {
    return `/v1/files/${digest}${mediaType === 'text/markdown' ? '?as=html' : ''}`;
}
