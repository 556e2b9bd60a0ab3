package dev.roomkeeper.bench.abuse;

/**
 * A guest of the server.
 *
 * @param from the address that it comes from
 * @param token what it shows the server
 */
record Guest(String from, String token) {}
