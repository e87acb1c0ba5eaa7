/** What the lab's Kamailio has to know. Ports are on 127.0.0.1. */
export interface KamailioSettings {
  readonly domain: string;
  readonly udpPort: number;
  readonly websocketPort: number;
  readonly rtpenginePort: number;
  readonly customerPort: number;
  /** User part of the customer's own address, to which every dialled number is rewritten. */
  readonly customerUser: string;
  readonly agents: readonly { readonly username: string; readonly password: string }[];
}

/** Numbers that the lab refuses, with the SIP status they get. Any other number reaches the customer. */
export const REFUSED_NUMBERS = [
  { number: '+12125550186', status: 486, reason: 'Busy Here' },
  { number: '+12125550104', status: 404, reason: 'Not Found' },
  { number: '+12125550103', status: 403, reason: 'Forbidden' },
] as const;

/**
 * Kamailio's configuration: registrar and proxy for agents on SIP over WebSocket (RFC 7118), with one "trunk", the
 * customer's phone on UDP. REGISTER and INVITE of agents need digest authentication (RFC 8760 with MD5); a request from
 * the customer's port is trusted, as from a trunk. Dialled numbers go to the customer, except those of REFUSED_NUMBERS. Media
 * always passes rtpengine, which takes the active DTLS role: with `DTLS=passive` most calls stay silent.
 */
export function kamailioConfig(settings: KamailioSettings): string {
  const passwords = settings.agents
    .map(({ username, password }) => `  $sht(passwords=>${username}) = "${password}";`)
    .join('\n');
  const refusals = REFUSED_NUMBERS.map(
    ({ number, status, reason }) =>
      `    if ($rU == "${number}") { sl_send_reply("${status}", "${reason}"); exit; }`,
  ).join('\n');
  return `#!KAMAILIO
debug=2
log_stderror=yes
children=2
tcp_children=2
disable_core_dump=yes
auto_aliases=no
alias="${settings.domain}"
listen=udp:127.0.0.1:${settings.udpPort}
listen=tcp:127.0.0.1:${settings.websocketPort}
# A WebSocket handshake is an HTTP request without Content-Length.
tcp_accept_no_cl=yes
tcp_connection_lifetime=3605

loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "maxfwd.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "xlog.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "auth.so"
loadmodule "htable.so"
loadmodule "nathelper.so"
loadmodule "xhttp.so"
loadmodule "websocket.so"
loadmodule "rtpengine.so"

modparam("usrloc", "db_mode", 0)
modparam("registrar", "max_contacts", 10)
modparam("registrar", "received_avp", "$avp(RECEIVED)")
modparam("nathelper", "received_avp", "$avp(RECEIVED)")
modparam("htable", "htable", "passwords=>size=4;")
modparam("rtpengine", "rtpengine_sock", "udp:127.0.0.1:${settings.rtpenginePort}")

# Transaction flags: whether the caller and the callee are on WebSocket, that is, speak WebRTC.
#!define FROM_WEBRTC 1
#!define TO_WEBRTC 2

event_route[htable:mod-init] {
${passwords}
}

event_route[xhttp:request] {
  if ($hdr(Upgrade) =~ "websocket" && $hdr(Connection) =~ "Upgrade" && $rm =~ "GET") {
    ws_handle_handshake();
    exit;
  }
  xhttp_reply("404", "Not Found", "", "");
}

request_route {
  if (!mf_process_maxfwd_header("10")) {
    sl_send_reply("483", "Too Many Hops");
    exit;
  }
  if (is_method("OPTIONS") && uri == myself && $rU == $null) {
    sl_send_reply("200", "OK");
    exit;
  }
  xlog("L_NOTICE", "$rm $ru from $si:$sp $proto call $ci\\n");

  force_rport();
  if ($proto =~ "ws") {
    setflag(FROM_WEBRTC);
    if (is_method("REGISTER")) fix_nated_register();
    else if (!add_contact_alias()) {
      sl_send_reply("400", "Bad Contact");
      exit;
    }
  }

  if (is_method("CANCEL")) {
    if (t_check_trans()) t_relay();
    exit;
  }
  if (has_totag()) route(WITHIN_DIALOG);

  t_check_trans();
  if (is_method("REGISTER")) route(REGISTER);
  if (!is_method("INVITE|MESSAGE|OPTIONS|REFER|SUBSCRIBE|NOTIFY")) {
    sl_send_reply("405", "Method Not Allowed");
    exit;
  }
  if (!($proto == "udp" && $sp == ${settings.customerPort})) route(AUTHENTICATE_CALLER);
  # The caller may have preloaded a Route to us.
  remove_hf("Route");
  record_route();
  route(LOCATE);
  route(RELAY);
}

route[REGISTER] {
  if (!pv_www_authenticate("$td", "$sht(passwords=>$au)", "0") || $sht(passwords=>$au) == $null) {
    www_challenge("$td", "1");
    exit;
  }
  if ($au != $tU) {
    sl_send_reply("403", "Not Your Address");
    exit;
  }
  consume_credentials();
  save("location");
  exit;
}

route[AUTHENTICATE_CALLER] {
  if (!pv_proxy_authenticate("$fd", "$sht(passwords=>$au)", "0") || $sht(passwords=>$au) == $null) {
    proxy_challenge("$fd", "1");
    exit;
  }
  if ($au != $fU) {
    sl_send_reply("403", "Not Your Address");
    exit;
  }
  consume_credentials();
}

route[LOCATE] {
  if ($rU =~ "^[+]?[0-9]{5,}$") {
${refusals}
    $ru = "sip:${settings.customerUser}@127.0.0.1:${settings.customerPort}";
    return;
  }
  if (!lookup("location")) {
    switch ($rc) {
      case -2: sl_send_reply("405", "Method Not Allowed"); exit;
      default: sl_send_reply("480", "Temporarily Unavailable"); exit;
    }
  }
}

route[WITHIN_DIALOG] {
  if (loose_route()) {
    if ($du == $null) handle_ruri_alias();
    if (is_method("BYE")) rtpengine_delete();
    route(RELAY);
    exit;
  }
  if (is_method("ACK")) {
    if (t_check_trans()) t_relay();
    exit;
  }
  sl_send_reply("404", "Not Here");
  exit;
}

route[RELAY] {
  if ($du =~ "transport=ws" || $ru =~ "transport=ws") setflag(TO_WEBRTC);
  if (is_method("INVITE")) {
    t_on_failure("REFUSED");
  }
  t_on_reply("REPLY");
  if (has_body("application/sdp")) {
    if (isflagset(TO_WEBRTC)) rtpengine_manage("RTP/SAVPF ICE=force rtcp-mux-require SDES-off replace-origin");
    else rtpengine_manage("RTP/AVP ICE=remove rtcp-mux-demux replace-origin");
  }
  if (!t_relay()) sl_reply_error();
  exit;
}

onreply_route[REPLY] {
  if (isflagset(TO_WEBRTC)) add_contact_alias();
  if (has_body("application/sdp")) {
    if (isflagset(FROM_WEBRTC)) rtpengine_manage("RTP/SAVPF ICE=force rtcp-mux-require SDES-off replace-origin");
    else rtpengine_manage("RTP/AVP ICE=remove rtcp-mux-demux replace-origin");
  }
}

failure_route[REFUSED] {
  # A refused re-INVITE leaves the call as it was (RFC 3261 section 14.1).
  if (!has_totag()) rtpengine_delete();
}
`;
}
