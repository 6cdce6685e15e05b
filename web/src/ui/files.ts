/** The bytes of a file as base64, for a body. */
export function base64Of(file: Blob): Promise<string> {
    return new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
        reader.onerror = () => reject(reader.error);
        reader.readAsDataURL(file);
    });
}

/** Lets the person save it, under that name. */
export function saveBlob(name: string, blob: Blob): void {
    const address = URL.createObjectURL(blob);
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The same with a text. */
export function saveText(name: string, mediaType: string, text: string): void {
    // With a byte order mark spreadsheets read the text as UTF-8; other programs stumble over it.
    const mark = mediaType === 'text/csv' ? '\ufeff' : '';
    saveBlob(name, new Blob([mark, text], { type: `${mediaType};charset=utf-8` }));
}

/** Where a file is read: texts as a page, everything else as it is. Saved under the name, which is its
 * title where the link stands. */
export function fileAddress(digest: string, name: string): string {
    return `/v1/files/${digest}?as=html&name=${encodeURIComponent(name.slice(0, 200))}`;
}
