/** A contact that tests and the demo can count on. Numbers are from the ranges kept for fiction where there is one. */
export interface KnownContact {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  company: string;
  jobTitle: string;
  country: string;
  city: string;
  /** As it stands in HubSpot. */
  phone: string;
  /** The same number, E.164. */
  e164: string;
  mobilePhone?: string;
}

/** Known contacts of account 8101234, which its list shows first. */
export const knownContacts = {
  adaBrandt: {
    id: '29410000101',
    firstName: 'Ada',
    lastName: 'Brandt',
    email: 'ada.brandt@harborlight.example',
    company: 'Harborlight Logistics',
    jobTitle: 'Head of Operations',
    country: 'United States',
    city: 'San Francisco',
    phone: '+1 415-555-0132',
    e164: '+14155550132',
    mobilePhone: '(628) 555-0177',
  },
  mateoSilva: {
    id: '29410000102',
    firstName: 'Mateo',
    lastName: 'Silva',
    email: 'mateo.silva@rioverde.example',
    company: 'Rio Verde Energia',
    jobTitle: 'Procurement Manager',
    country: 'Portugal',
    city: 'Lisboa',
    phone: '+351 912 345 678',
    e164: '+351912345678',
  },
  yukiTanaka: {
    id: '29410000103',
    firstName: 'Yuki',
    lastName: 'Tanaka',
    email: 'yuki.tanaka@aozora.example',
    company: 'Aozora Instruments',
    jobTitle: 'Sales Director',
    country: 'Japan',
    city: 'Osaka',
    phone: '+819012345678',
    e164: '+819012345678',
  },
  rosaLindqvist: {
    id: '29410000104',
    firstName: 'Rosa',
    lastName: 'Lindqvist',
    email: 'rosa@lindqvistmobler.example',
    company: 'Lindqvist Möbler',
    jobTitle: 'Founder',
    country: 'Sweden',
    city: 'Göteborg',
    phone: '+46 70 174 06 12',
    e164: '+46701740612',
  },
  erikLindqvist: {
    id: '29410000105',
    firstName: 'Erik',
    lastName: 'Lindqvist',
    email: 'erik@lindqvistmobler.example',
    company: 'Lindqvist Möbler',
    jobTitle: 'Workshop Lead',
    country: 'Sweden',
    city: 'Göteborg',
    phone: '+46701740612',
    e164: '+46701740612',
  },
} as const satisfies Record<string, KnownContact>;
