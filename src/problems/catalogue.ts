/** Every problem a person can meet: its cause, and what to do next. One place, so that screens and manuals agree. */
export const problemCatalogue = {
  unexpected: {
    cause: 'Something failed that Offhook did not expect.',
    nextStep: 'Try again. If it happens again, reload the page and tell your administrator what you did.',
  },
  invalidRequest: {
    cause: 'Offhook received a request that it does not understand.',
    nextStep: 'Reload the HubSpot page, so that all parts are of one version.',
  },
  phoneUnreachable: {
    cause: 'The phone is not running.',
    nextStep: 'Try again: it starts by itself. If it does not, switch the extension off and on.',
  },
  storageFailed: {
    cause: 'The browser could not store this call’s record.',
    nextStep: 'Free disk space, then try again. The call itself goes on.',
  },

  hubspotAppMissing: {
    cause: 'No HubSpot app has been set up for your organisation.',
    nextStep: 'Enter your HubSpot app’s client ID and client secret in Offhook’s options, then connect.',
  },
  hubspotNotConnected: {
    cause: 'Offhook is not connected to HubSpot.',
    nextStep: 'Open Setup › Integrations and choose Connect.',
  },
  consentClosed: {
    cause: 'The HubSpot window was closed before access was given.',
    nextStep:
      'Choose Connect HubSpot again and finish in the window. If HubSpot said that you don’t have permission: ask a Super Admin to give you App Marketplace Access, or to make you Super Admin until you have connected. If it said that the app or its client ID is wrong: correct them in Offhook’s options.',
  },
  consentDenied: {
    cause: 'HubSpot reports that access was declined.',
    nextStep:
      'Choose Connect HubSpot again and allow access. Without it Offhook can neither find contacts nor log calls.',
  },
  permissionMissing: {
    cause: 'Your HubSpot user may not connect apps.',
    nextStep:
      'Ask a Super Admin to give you App Marketplace Access, or to make you Super Admin for a moment: it is needed only until you have connected.',
  },
  stateMismatch: {
    cause: 'The answer from HubSpot does not belong to this attempt to connect.',
    nextStep: 'Nothing was connected. Choose Connect HubSpot and try again in one window.',
  },
  codeExpired: {
    cause: 'HubSpot’s one-minute code was used up or too old.',
    nextStep: 'Choose Connect HubSpot again.',
  },
  clientRefused: {
    cause: 'HubSpot does not accept the app’s client ID or client secret.',
    nextStep:
      'Check both in Offhook’s options: copy them from the app’s Auth page in HubSpot, without braces.',
  },
  redirectRefused: {
    cause: 'The HubSpot app does not list Offhook’s redirect URL.',
    nextStep:
      'Add the redirect URL shown in Offhook’s options to the app in HubSpot, exactly as it stands there.',
  },
  reconnectNeeded: {
    cause: 'HubSpot no longer accepts this connection: it was revoked, or the app was removed.',
    nextStep: 'Choose Connect. Calls that wait to be logged are kept.',
  },
  scopeMissing: {
    cause: 'HubSpot did not grant a permission that Offhook needs.',
    nextStep:
      'Ask your administrator to give the HubSpot app the scopes that Offhook’s options list, then connect again: HubSpot asks for your permission anew.',
  },
  hubspotRateLimited: {
    cause: 'HubSpot limits how many requests your account may make, and the limit is reached.',
    nextStep: 'Logs are sent again by themselves. For anything else, try again later.',
  },
  hubspotUnavailable: {
    cause: 'HubSpot did not answer as it should.',
    nextStep: 'Logs are sent again by themselves. For anything else, try again in a moment.',
  },
  networkDown: {
    cause: 'HubSpot cannot be reached.',
    nextStep:
      'Check your internet connection. Logs are sent again by themselves; for anything else, try again.',
  },
  hubspotRefused: {
    cause: 'HubSpot refused the request.',
    nextStep: 'Tell your administrator what HubSpot said, then try again.',
  },
  contactGone: {
    cause: 'The contact no longer exists in HubSpot.',
    nextStep: 'Choose another contact for this call.',
  },

  noMatch: {
    cause: 'No contact in HubSpot has this number, and HubSpot shows a call only on a contact.',
    nextStep: 'Choose the contact, or add the number to one in HubSpot and try again.',
  },
  severalMatches: {
    cause: 'Several contacts in HubSpot have this number.',
    nextStep: 'Choose whom the call was with.',
  },

  numberInvalid: {
    cause: 'This is not a number that can be called.',
    nextStep: 'Check the digits. Write numbers of other countries with + and the country code.',
  },
  numberMissing: {
    cause: 'There is nothing to call yet.',
    nextStep: 'Type a name or a number.',
  },
  nameNotChosen: {
    cause: 'This is a name, and no contact is chosen.',
    nextStep: 'Choose a contact from the list, or type a number.',
  },
  alreadyInCall: {
    cause: 'You are in a call already.',
    nextStep: 'Hang up first.',
  },
  callUnknown: {
    cause: 'This call is over.',
    nextStep: 'Nothing to do.',
  },

  voiceServerMissing: {
    cause: 'No voice server is set. 8x8 publishes no address of its own that a browser phone could use.',
    nextStep: 'Enter your organisation’s WebSocket server and SIP domain in Setup › Advanced.',
  },
  voiceServerUnreachable: {
    cause: 'The voice server does not answer.',
    nextStep: 'Check the WebSocket server in Setup › Advanced and your network, then log in again.',
  },
  voiceServerLost: {
    cause: 'The connection to the voice server was lost.',
    nextStep: 'Check your network. Offhook keeps trying to connect again.',
  },
  phoneConnecting: {
    cause: 'The phone is connecting to the voice server.',
    nextStep: 'Wait until the status is Ready, then try again.',
  },
  credentialsRefused: {
    cause: 'The voice server does not accept this user name and password.',
    nextStep: 'Check both, then log in again.',
  },
  registrationRefused: {
    cause: 'The voice server refused to register this phone.',
    nextStep: 'Check the SIP domain in Setup › Advanced, or ask whoever runs your phone system.',
  },
  notLoggedIn: {
    cause: 'You are not logged in to the phone.',
    nextStep: 'Log in first.',
  },
  microphoneNotGranted: {
    cause: 'Chrome has not been allowed to use the microphone for Offhook.',
    nextStep: 'Choose Allow microphone and answer Allow in the tab that opens.',
  },
  microphoneBlocked: {
    cause: 'The microphone is blocked for Offhook in Chrome.',
    nextStep:
      'In the tab that opens, click the icon left of the address, set Microphone to Allow, then choose Allow microphone there.',
  },
  microphoneMissing: {
    cause: 'No microphone was found.',
    nextStep: 'Connect a microphone or headset, then try again.',
  },
  microphoneLost: {
    cause: 'The microphone stopped during the call. The call goes on, but nobody hears you.',
    nextStep: 'Connect the microphone again, or choose another one in the system’s sound settings.',
  },

  callNotReady: {
    cause: 'The call is not ready for this yet.',
    nextStep: 'Wait until the call is connected, then try again.',
  },
  holdNotPossible: {
    cause: 'The call cannot be put on hold or resumed at this moment.',
    nextStep: 'Wait a moment, then try again.',
  },
  farEndBusy: { cause: 'The line is busy.', nextStep: 'Try again later.' },
  farEndNoAnswer: { cause: 'Nobody answered.', nextStep: 'Try again later.' },
  farEndDeclined: { cause: 'The call was declined.', nextStep: 'Try again later, or write to the contact.' },
  farEndNotFound: {
    cause: 'This number does not exist.',
    nextStep: 'Check the number on the contact.',
  },
  farEndUnavailable: {
    cause: 'The number cannot be reached at the moment.',
    nextStep: 'Try again later.',
  },
  callFailed: {
    cause: 'The call could not be set up.',
    nextStep: 'Try again. If it fails again, log out and in.',
  },
  callNetworkLost: {
    cause: 'The connection to the voice server was lost.',
    nextStep: 'Wait until the status is Ready, then call again.',
  },
  callInterrupted: {
    cause: 'The browser or the phone stopped during this call.',
    nextStep: 'Call again. What happened until then is logged.',
  },
  secondCallRefused: {
    cause: 'Another call came in during this one, and its caller was told that you are busy.',
    nextStep: 'Call back: the number is under Recent calls.',
  },
  phoneBusy: { cause: 'The call came in while you were in another one.', nextStep: 'Call back.' },

  agreementMissing: {
    cause: 'The agreement is not ticked.',
    nextStep: 'Tick the box, then connect.',
  },
  productMissing: { cause: 'No product is chosen.', nextStep: 'Choose your product from the list.' },
  fieldRequired: { cause: 'This field is empty.', nextStep: 'Fill it in.' },
  contactCenterDomainInvalid: {
    cause: 'This is not a Contact Center domain.',
    nextStep: 'Enter it as your administrator gave it, for example vcc-na12.8x8.com.',
  },
  websocketServerInvalid: {
    cause: 'This is not the address of a WebSocket server.',
    nextStep: 'Enter it as wss://host/path. ws:// is allowed for this computer only.',
  },
  sipDomainInvalid: {
    cause: 'This is not a SIP domain.',
    nextStep: 'Enter the domain alone, for example sip.example.com.',
  },
  clientIdInvalid: {
    cause: 'This is not a client ID.',
    nextStep: 'Copy it from the app’s Auth page in HubSpot, without braces or spaces.',
  },
  clientSecretInvalid: {
    cause: 'This is not a client secret.',
    nextStep: 'Copy it from the app’s Auth page in HubSpot, without braces or spaces.',
  },
} as const satisfies Record<string, { cause: string; nextStep: string }>;

export type ProblemCode = keyof typeof problemCatalogue;

export const problemCodes = Object.keys(problemCatalogue) as [ProblemCode, ...ProblemCode[]];
