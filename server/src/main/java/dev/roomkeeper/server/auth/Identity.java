package dev.roomkeeper.server.auth;

/**
 * Who a token speaks for.
 *
 * @param name what the user was called when the token was made
 */
public record Identity(String userId, String name, long expiresAtMillis) {}
