/** What a ticket needs of a paste: ids, time, application, connector. Values are masked where they are private. */

export interface Details {
  traceId?: string;
  correlationId?: string;
  requestId?: string;
  timestamp?: string;
  tenant?: string;
  application?: string;
  resource?: string;
  connector?: string;
  issued?: string;
  validFrom?: string;
}

const GUID = '([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})';
const first = (text: string, pattern: RegExp): string | undefined => pattern.exec(text)?.[1];
const ISO = '(\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,7})?Z?)';

/**
 * @param text unmangled text
 * @returns only what is there
 */
export function extractDetails(text: string): Details {
  // An id may have been cut by a wrap; inside ids line breaks mean nothing.
  const flat = text.replace(/([0-9a-f-])\r?\n\s*(?=[0-9a-f]{1,12}-)/gi, '$1');
  const found: Details = {
    traceId: first(flat, new RegExp(`trace[\\s_]*id["'\\s:=]{1,6}${GUID}`, 'i')),
    correlationId: first(flat, new RegExp(`correlation[\\s_]*id["'\\s:=]{1,6}${GUID}`, 'i')),
    requestId: first(flat, new RegExp(`(?:client-)?request[\\s_-]*id["'\\s:=]{1,6}${GUID}`, 'i')),
    timestamp: first(flat, new RegExp(`time\\s?stamp["'\\s:=]{1,6}${ISO}`, 'i')),
    tenant: new RegExp(`tenant[\\s_]*(?:id|named)?["'\\s:=]{1,6}${GUID}|${GUID}["']?\\s+(?:directory|tenant)`, 'i').test(flat)
      ? '[tenant id]'
      : undefined,
    application: first(
      flat,
      new RegExp(`(?:application|app|client)(?:[\\s_]*id)?(?:\\s+(?:with\\s+)?(?:identifier|ID))?["'\\s:=]{1,6}${GUID}`, 'i'),
    ),
    resource: first(flat, new RegExp(`(?:access|resource)["'\\s:=]{1,6}${GUID}`, 'i')),
    connector:
      first(flat, /\b(shared_[a-z0-9]{3,60})/i) ??
      first(flat, /apis\/(shared_[a-z0-9]{3,60})/i) ??
      first(flat, /access token for service:?\s*([A-Za-z0-9]{3,60})/i),
    issued: first(flat, new RegExp(`issued on\\s*['"]?${ISO}`, 'i')),
    validFrom: first(flat, new RegExp(`TokensValidFrom date[^'"\\d]{0,80}['"]?${ISO}`, 'i')),
  };
  return Object.fromEntries(Object.entries(found).filter(([, v]) => v !== undefined));
}
