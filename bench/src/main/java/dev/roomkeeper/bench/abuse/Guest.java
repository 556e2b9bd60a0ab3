package dev.roomkeeper.bench.abuse;

/**
 * A guest of the server.
 *
 * @param from the address that it comes from
 */
record Guest(String from, String token) {}
