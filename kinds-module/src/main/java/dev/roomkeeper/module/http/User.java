package dev.roomkeeper.module.http;

/**
 * An authenticated user.
 *
 * @param userId public, and the member's id in rooms
 * @param name the name that the user chose
 */
public record User(String userId, String name) {}
