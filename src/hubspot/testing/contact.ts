/** A contact as HubSpot's search answers it. */
export function contact(id: string, properties: Record<string, string | null> = {}) {
  return {
    id,
    properties: {
      createdate: '2025-01-01T00:00:00Z',
      hs_object_id: id,
      lastmodifieddate: null,
      ...properties,
    },
    createdAt: '2025-01-01T00:00:00Z',
    updatedAt: '2025-01-01T00:00:00Z',
    archived: false,
  };
}
