// Reads text/event-stream. (The browser's EventSource can send no Kontor-Organization header.)
export interface StreamEvent {
    id: string;
    kind: string;
    data: string;
}

/** Takes pieces of a stream as they come, gives back the events that are complete. */
export function newEventReader(): (piece: string) => StreamEvent[] {
    let rest = '';
    return (piece) => {
        const blocks = (rest + piece).replace(/\r\n?/g, '\n').split('\n\n');
        rest = blocks.pop() ?? '';
        return blocks.map(readBlock).filter((event) => event.kind !== '');
    };
}

function readBlock(block: string): StreamEvent {
    const event: StreamEvent = { id: '', kind: '', data: '' };
    for (const line of block.split('\n')) {
        const at = line.indexOf(':');
        if (at <= 0) continue; // a comment keeps the connection alive
        const name = line.slice(0, at);
        const value = line.slice(at + 1).replace(/^ /, '');
        if (name === 'id') event.id = value;
        if (name === 'event') event.kind = value;
        if (name === 'data') event.data += (event.data && '\n') + value;
    }
    return event;
}

export async function readEvents(
    body: ReadableStream<Uint8Array>,
    take: (event: StreamEvent) => void,
): Promise<void> {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    const next = newEventReader();
    for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        for (const event of next(decoder.decode(value, { stream: true }))) take(event);
    }
}
